import type { ReactElement } from "react";
import { named, useServices } from "../../lib/catalogue";
import { askedText, depositTexts, ruleOn, termsText } from "../../lib/deposits";
import { today } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { useQuery } from "../../lib/query";
import { Notice } from "../../ui/State";

/** What of these services asks for a deposit, to be said to the customer before he is booked. */
export function DepositNotice({ services }: { services: readonly string[] }): ReactElement | null {
  const t = useTexts(depositTexts);
  const rights = useRights();
  const names = useServices().value ?? [];
  const asked = [...new Set(services)].sort();
  const mayRead = rights.may("read.service");
  const found = useQuery(mayRead && asked.length > 0 ? ["service-deposits", asked.join()] : undefined, () => Promise.all(asked.map(async (id) => ({ id, rules: (await api("GET /v1/services/{id}/deposit", { path: { id } })).rules }))));
  const lines = (found.value ?? []).flatMap(({ id, rules }) => {
    const rule = ruleOn(rules, today());
    return rule ? [{ id, rule }] : [];
  });
  if (lines.length === 0) return null;
  return (
    <Notice>
      {lines.map(({ id, rule }) => <p key={id}><b>{t.deposit} · {named(names.find((one) => one.id === id))} · {askedText(rule, t)}</b><br /><span className="small">{termsText(rule, t)}</span></p>)}
    </Notice>
  );
}
