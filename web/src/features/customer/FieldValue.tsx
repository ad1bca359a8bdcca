import { lazy, ReactElement, Suspense, useEffect, useState } from "react";
import type { Customer } from "../../gen/api";
import { age, date, moment } from "../../lib/format";
import { useDirectory } from "../../lib/directory";
import { dictionary, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { channels, sexes, skinTypes, useWords } from "../../lib/spoken";
import { Copy } from "../../ui/Badge";
import { Icon } from "../../ui/Icon";
import { Layer } from "./Layer";
import { Tier } from "./Tier";

const RevealDialog = lazy(() => import("./RevealDialog").then((chunk) => ({ default: chunk.RevealDialog })));

const texts = dictionary({
  reveal: ["查看原文", "Reveal"],
  years: [(birthday: string, years: number) => `${birthday}（${years} 岁）`, (birthday: string, years: number) => `${birthday} (${years})`],
  hidden: ["有内容，无查看权限", "There is a value that you may not see"],
  elsewhere: ["其他人员", "Somebody else"],
});

export type ShownField = keyof Omit<Customer, "masked" | "version">;

/** A value of a customer as the caller may see it: in clear, masked with a way to reveal it, or as a dash. */
export function FieldValue({ customer, field }: { customer: Customer; field: ShownField }): ReactElement {
  const isMasked = customer.masked?.includes(field) ?? false;
  if (isMasked) return <MaskedValue customer={customer} field={field} />;
  return <ClearValue customer={customer} field={field} />;
}

function ClearValue({ customer, field }: { customer: Customer; field: ShownField }): ReactElement {
  const t = useTexts(texts);
  const sex = useWords(sexes);
  const channel = useWords(channels);
  const skin = useWords(skinTypes);
  const names = useDirectory();
  const value = customer[field];
  if (value === null || value === undefined || value === "") return <span className="dim">—</span>;
  switch (field) {
    case "level": return <Tier level={String(value)} />;
    case "layer": return <Layer customer={customer} />;
    case "sex": return <>{sex(String(value))}</>;
    case "skinType": return <>{skin(String(value))}</>;
    case "sourceChannel": return <>{channel(String(value))}</>;
    case "ownerId": return <>{names.person(String(value)) ?? t.elsewhere}</>;
    case "homeBranchId": return <>{names.unit(String(value)) ?? "—"}</>;
    case "createdAt": case "updatedAt": return <>{moment(String(value))}</>;
    case "birthday": {
      const years = age(String(value));
      return <>{years === undefined ? date(String(value)) : t.years(String(value), years)}</>;
    }
    case "number": return <Copy text={String(value)} />;
    default: return <span className="prewrap">{String(value)}</span>;
  }
}

/** A masked value; after a reveal it stands there for a minute. */
function MaskedValue({ customer, field }: { customer: Customer; field: ShownField }): ReactElement {
  const t = useTexts(texts);
  const rights = useRights();
  const [asking, setAsking] = useState(false);
  const [revealed, setRevealed] = useState<string>();
  useEffect(() => {
    if (revealed === undefined) return undefined;
    const timer = setTimeout(() => setRevealed(undefined), 60_000);
    return () => clearTimeout(timer);
  }, [revealed]);
  const mayReveal = rights.may("reveal.customer", customer.homeBranchId) && rights.mayUse("reveal", "customer", field, customer.homeBranchId);
  if (revealed !== undefined) return <span className="revealed"><Copy text={revealed} /></span>;
  const shown = String(customer[field] ?? "***");
  return (
    <span className="masked">
      <span className={/^[*]+$/.test(shown) ? "dim" : ""} title={t.hidden}>{shown}</span>
      {mayReveal && (
        <button type="button" className="link-button" onClick={() => setAsking(true)}><Icon icon="eye" /> {t.reveal}</button>
      )}
      {asking && <Suspense><RevealDialog customer={customer} field={field} onClose={() => setAsking(false)} onRevealed={setRevealed} /></Suspense>}
    </span>
  );
}
