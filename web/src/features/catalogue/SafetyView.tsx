import type { ReactElement } from "react";
import { named, useServices } from "../../lib/catalogue";
import { useTexts } from "../../lib/i18n";
import { useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { warningKinds } from "../customer/archive/words";
import { purposes } from "../consents/purposes";
import type { Rule, Safety } from "./safety";
import { catalogueTexts, effects, ruleKinds } from "./texts";

const looks = { contraindicated: ["bad", "ban"], need_review: ["warn", "stethoscope"], required: ["info", "file-check"] } as const;

/** What is asked before a service, a line a rule. */
export function SafetyView({ safety }: { safety: Safety }): ReactElement {
  const t = useTexts(catalogueTexts);
  const effect = useWords(effects);
  const text = useRuleText();
  if (safety.rules.length === 0) return <p className="dim">{t.noSafety}</p>;
  return (
    <ul className="stack">
      {safety.rules.map((rule, index) => {
        const [tone, icon] = looks[rule.effect];
        return <li key={index} className="row row-wrap"><Badge tone={tone} icon={icon}>{effect(rule.effect)}</Badge><span>{text(rule)}</span></li>;
      })}
    </ul>
  );
}

function useRuleText(): (rule: Rule) => string {
  const t = useTexts(catalogueTexts);
  const kind = useWords(ruleKinds);
  const warning = useWords(warningKinds);
  const purpose = useWords(purposes);
  const services = useServices().value ?? [];
  return (rule) => {
    switch (rule.kind) {
      case "warning": return `${kind(rule.kind)} · ${warning(rule.subject)}`;
      case "consent": return `${kind(rule.kind)} · ${purpose(rule.subject)}`;
      case "age_below": return t.yearsOf(rule.measure ?? 0);
      case "after_service": return t.daysOf(named(services.find((one) => one.id === rule.serviceId)) || t.service, rule.measure ?? 0);
      default: return `${kind(rule.kind)} · ${rule.subject ?? ""}`;
    }
  };
}
