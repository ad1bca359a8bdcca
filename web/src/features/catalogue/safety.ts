import type { Operations } from "../../gen/api";
import { numberOrNull } from "../../lib/form";

export type Safety = Operations["GET /v1/services/{id}/safety"]["reply"];
export type Rule = Safety["rules"][number];
type RuleKind = Rule["kind"];

export interface RuleDraft {
  readonly kind: RuleKind;
  readonly effect: Rule["effect"];
  readonly subject: string;
  readonly serviceId: string;
  readonly measure: string;
}

export const newRule: RuleDraft = { kind: "warning", effect: "contraindicated", subject: "pregnancy", serviceId: "", measure: "" };

export const ruleDraft = (rule: Rule): RuleDraft => ({
  kind: rule.kind, effect: rule.effect, subject: rule.subject ?? "", serviceId: rule.serviceId ?? "", measure: rule.measure ? String(rule.measure) : "",
});

/** A form or a consent is required; everything else forbids or asks for a look. */
export const effectsOf = (kind: RuleKind): readonly Rule["effect"][] => (kind === "form" || kind === "consent" ? ["required"] : ["contraindicated", "need_review"]);

const firstSubject: Partial<Record<RuleKind, string>> = { warning: "pregnancy", consent: "treatment" };
const firstMeasure: Partial<Record<RuleKind, string>> = { age_below: "18", after_service: "30" };

/** A rule of another kind: what does not belong to it is gone. */
export function ofKind(rule: RuleDraft, kind: RuleKind): RuleDraft {
  const [first] = effectsOf(kind);
  return {
    kind, effect: effectsOf(kind).includes(rule.effect) ? rule.effect : first ?? "required", subject: firstSubject[kind] ?? "", serviceId: "", measure: firstMeasure[kind] ?? "",
  };
}

export function safetyBody(rules: readonly RuleDraft[]): Operations["PUT /v1/services/{id}/safety"]["body"] {
  return {
    rules: rules.map((rule) => ({
      kind: rule.kind, effect: rule.effect,
      ...(["warning", "consent", "answer", "form"].includes(rule.kind) ? { subject: rule.subject.trim() } : {}),
      ...(rule.kind === "after_service" ? { serviceId: rule.serviceId } : {}),
      ...(rule.kind === "age_below" || rule.kind === "after_service" ? { measure: numberOrNull(rule.measure) ?? 0 } : {}),
    })),
  };
}
