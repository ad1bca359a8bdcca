import type { ReactElement } from "react";
import type { Customer } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { age, date, moment } from "../../lib/format";
import { api } from "../../lib/http";
import { colon, comma, dictionary, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { useQuery } from "../../lib/query";
import { tagIDs, useLayers, useTagDirectory } from "../../lib/tags";
import { channels, customerFields, sexes, skinTypes, tiers, useWords } from "../../lib/spoken";
import { PrintSheet } from "../../ui/PrintSheet";
import { archiveTexts, severities, warningKinds } from "./archive/words";
import type { ShownField } from "./FieldValue";
import { useHappenings } from "./happenings";

const texts = dictionary({
  record: [(name: string) => `客户档案　${name}`, (name: string) => `Customer record: ${name}`],
  what: ["资料", "Record"],
  tags: ["标签", "Tags"],
  warnings: ["医疗警示", "Medical warnings"],
  notes: ["最近的沟通记录", "Latest notes"],
  lately: ["最近动态", "Lately"],
  system: ["系统", "the system"],
  years: [(birthday: string, years: number) => `${birthday}（${years} 岁）`, (birthday: string, years: number) => `${birthday} (${years})`],
  masked: ["遮盖的内容按打印人的权限显示。", "What is masked is masked for whoever printed it."],
});

const printed: readonly ShownField[] = [
  "number", "phone", "wechat", "sex", "birthday", "level", "layer", "homeBranchId", "ownerId", "sourceChannel", "skinType", "occupation", "address",
  "createdAt", "allergy", "preferences", "remark",
];

/** The record on paper, as far as the one who prints sees it: a masked value stays masked, what he may not see is not named. */
export default function RecordSheet({ customer, onDone }: { customer: Customer; onDone: () => void }): ReactElement | null {
  const t = useTexts(texts);
  const words = useTexts(archiveTexts);
  const label = useWords(customerFields);
  const rights = useRights();
  const names = useDirectory();
  const [kind, severity] = [useWords(warningKinds), useWords(severities)];
  const read = useText();
  const known = useTagDirectory();
  const id = customer.id ?? "";
  const path = { id };
  const maySeeNotes = rights.may("read.note", customer.homeBranchId);
  const warnings = useQuery(["warnings", id, "banner"], () => api("GET /v1/customers/{id}/warnings", { path, query: { limit: 100 } }));
  const notes = useQuery(maySeeNotes ? ["notes", id, "printed"] : undefined, () => api("GET /v1/customers/{id}/notes", { path, query: { limit: 5 } }));
  const events = useQuery(["timeline", id, "lately"], () => api("GET /v1/customers/{id}/timeline", { path, query: { limit: 6 } }));
  const happenings = useHappenings(events.value?.data ?? []);
  // What is printed is printed whole: not before everything is there, or was refused.
  if ([warnings, notes, events].some((one) => one.isLoading)) return null;
  const fields = printed.filter((field) => field in customer && rights.sees("customer", field, customer.homeBranchId) && customer[field]);
  const tags = customer.masked?.includes("tags") ? [] : tagIDs(customer.tags).flatMap((tag) => known.get(tag)?.name ?? []);
  const isMasked = (one: { masked?: readonly string[] | null }, field: string) => one.masked?.includes(field) ?? false;
  return (
    <PrintSheet title={t.record(`${customer.name ?? "—"}　${customer.code ?? `#${customer.number}`}`)} onDone={onDone}>
      <table className="print-table print-facts">
        <tbody>
          {fields.map((field) => <tr key={field}><th scope="row">{label(field)}</th><td>{read(customer, field)}</td></tr>)}
          {tags.length > 0 && <tr><th scope="row">{t.tags}</th><td>{tags.join(comma())}</td></tr>}
        </tbody>
      </table>
      {(warnings.value?.data.length ?? 0) > 0 && (
        <section className="print-part">
          <h2>{t.warnings}</h2>
          <ul>{warnings.value?.data.map((one) => <li key={one.id}>{severity(one.severity)} · {isMasked(one, "kind") ? words.hidden : kind(one.kind)}{one.detail && `${colon()}${one.detail}`}</li>)}</ul>
        </section>
      )}
      {(notes.value?.data.length ?? 0) > 0 && (
        <section className="print-part">
          <h2>{t.notes}</h2>
          <ul>{notes.value?.data.map((note) => <li key={note.id}>{moment(note.createdAt)} · {names.person(note.authorId) ?? "—"}{colon()}{note.body}</li>)}</ul>
        </section>
      )}
      {happenings.length > 0 && (
        <section className="print-part">
          <h2>{t.lately}</h2>
          <ul>{happenings.map((one) => <li key={one.id}>{moment(one.at)} · {one.title}</li>)}</ul>
        </section>
      )}
      {(customer.masked?.length ?? 0) > 0 && <p className="print-foot">{t.masked}</p>}
    </PrintSheet>
  );
}

/** A value as plain text. */
function useText(): (customer: Customer, field: ShownField) => string {
  const t = useTexts(texts);
  const names = useDirectory();
  const layers = useLayers();
  const [sex, tier, channel, skin] = [useWords(sexes), useWords(tiers), useWords(channels), useWords(skinTypes)];
  return (customer, field) => {
    const value = String(customer[field] ?? "");
    if (customer.masked?.includes(field)) return value;
    switch (field) {
      case "number": return `#${value}`;
      case "sex": return sex(value);
      case "level": return tier(value);
      case "layer": return layers.get(value)?.name ?? "—";
      case "sourceChannel": return channel(value);
      case "skinType": return skin(value);
      case "ownerId": return names.person(value) ?? "—";
      case "homeBranchId": return names.unit(value) ?? "—";
      case "createdAt": return date(value);
      case "birthday": {
        const years = age(value);
        return years === undefined ? value : t.years(value, years);
      }
      default: return value;
    }
  };
}
