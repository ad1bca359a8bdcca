import type { ReactElement } from "react";
import type { ServiceDeposit } from "../../gen/api";
import { askedText, depositTexts, ruleOn, termsText } from "../../lib/deposits";
import { today } from "../../lib/format";
import { useTexts } from "../../lib/i18n";
import { Badge } from "../../ui/Badge";
import { catalogueTexts } from "./texts";

/** What a service asks for so that a time is kept: today, and from which day on something else. */
export function DepositView({ deposit }: { deposit: ServiceDeposit }): ReactElement {
  const t = useTexts(catalogueTexts);
  const words = useTexts(depositTexts);
  const now = ruleOn(deposit.rules, today());
  const later = deposit.rules.filter((one) => one.since > today());
  if (!now && later.length === 0) return <p className="dim">{words.none}</p>;
  return (
    <ul className="stack">
      {[...(now ? [now] : []), ...later].map((rule) => (
        <li key={rule.since} className="row row-wrap">
          <Badge tone={rule === now ? "info" : "plain"} icon="coins">{askedText(rule, words)}</Badge>
          <span className="small dim">{t.since} {rule.since}{rule !== now && ` · ${t.begins}`}</span>
          <span>{termsText(rule, words)}</span>
        </li>
      ))}
    </ul>
  );
}
