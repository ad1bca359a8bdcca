import type { ReactElement } from "react";
import type { Disclosure } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { moment } from "../../lib/format";
import { comma, useTexts } from "../../lib/i18n";
import { useWords } from "../../lib/spoken";
import { PrintSheet } from "../../ui/PrintSheet";
import { categories, grounds, methods } from "../consents/disclosureWords";
import { abroadWords, registerTexts } from "./texts";

/** The register on paper: customers by number alone. */
export function RegisterSheet({ entries, numbers, onDone }: { entries: readonly Disclosure[]; numbers: ReadonlyMap<string, number>; onDone: () => void }): ReactElement {
  const t = useTexts(registerTexts);
  const names = useDirectory();
  const [category, ground, method, where] = [useWords(categories), useWords(grounds), useWords(methods), useWords(abroadWords)];
  return (
    <PrintSheet title={t.title} onDone={onDone}>
      <table className="print-table">
        <thead><tr>{[t.at, t.customer, t.recipient, t.contact, t.where, t.data, t.method, t.ground, t.by].map((title) => <th key={title} scope="col">{title}</th>)}</tr></thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id}>
              <td>{moment(entry.disclosedAt)}</td>
              <td>#{numbers.get(entry.customerId ?? "") ?? "—"}</td>
              <td>{entry.recipient}{entry.correctsId && <> · {t.correction}</>}</td>
              <td>{entry.recipientContact}</td>
              <td>{where(entry.abroad)}</td>
              <td>{(entry.categories ?? []).map(category).join(comma())}</td>
              <td>{method(entry.method)}</td>
              <td>{ground(entry.ground)}</td>
              <td>{names.person(entry.recordedBy) ?? "—"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </PrintSheet>
  );
}
