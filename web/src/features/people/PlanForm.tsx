import type { ReactElement } from "react";
import type { HandOverCreation, User } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { language, useTexts } from "../../lib/i18n";
import { useMe } from "../../lib/me";
import { useStore } from "../../lib/store";
import { choicesOf, tiers } from "../../lib/spoken";
import { Button } from "../../ui/Button";
import { SelectField } from "../../ui/Field";
import { handOverTexts } from "./handOverTexts";

export interface HandOverPlan {
  readonly rule: HandOverCreation["rule"];
  readonly to: readonly string[];
  readonly branches: Readonly<Record<string, string>>;
  readonly levels: Readonly<Record<string, string>>;
}

const rules = ["one", "round_robin", "least_loaded", "by_branch", "by_level"] as const;

/** The plan as the API takes it. */
export function planBody(plan: HandOverPlan): Omit<HandOverCreation, "fromId"> {
  const to = plan.to.filter(Boolean);
  return {
    rule: plan.rule,
    ...(to.length > 0 ? { to: plan.rule === "one" ? to.slice(0, 1) : to } : {}),
    ...(plan.rule === "by_branch" ? { branches: Object.entries(plan.branches).filter(([, user]) => user).map(([branchId, userId]) => ({ branchId, userId })) } : {}),
    ...(plan.rule === "by_level" ? { levels: Object.entries(plan.levels).filter(([, user]) => user).map(([level, userId]) => ({ level: level as "gold", userId })) } : {}),
  };
}

/** Who gets what. */
export function PlanForm({ plan, people, onPlan }: { plan: HandOverPlan; people: readonly User[]; onPlan: (plan: HandOverPlan) => void }): ReactElement {
  const t = useTexts(handOverTexts);
  const me = useMe();
  const shown = useStore(language);
  const names = useDirectory();
  const choices = people.map((one) => ({ value: one.id, label: one.displayName }));
  const several = plan.rule === "round_robin" || plan.rule === "least_loaded";
  const others = plan.rule === "by_branch" || plan.rule === "by_level";
  const set = (index: number, user: string) => onPlan({ ...plan, to: plan.to.map((one, place) => (place === index ? user : one)) });
  return (
    <div className="stack">
      <SelectField label={t.rule} value={plan.rule} onValue={(rule) => onPlan({ ...plan, rule: rule as HandOverPlan["rule"] })} choices={rules.map((rule) => ({ value: rule, label: t[rule] }))} />
      {plan.rule === "by_branch" && me.branches.map((branch) => (
        <SelectField key={branch.id} label={names.unit(branch.id) ?? branch.id} value={plan.branches[branch.id] ?? ""} empty={t.nobody} choices={choices} onValue={(user) => onPlan({ ...plan, branches: { ...plan.branches, [branch.id]: user } })} />
      ))}
      {plan.rule === "by_level" && choicesOf(tiers, shown).map((tier) => (
        <SelectField key={tier.value} label={tier.label} value={plan.levels[tier.value] ?? ""} empty={t.nobody} choices={choices} onValue={(user) => onPlan({ ...plan, levels: { ...plan.levels, [tier.value]: user } })} />
      ))}
      {(several ? plan.to : plan.to.slice(0, 1)).map((user, index) => (
        <div className="row" key={index}>
          <div className="grow"><SelectField label={others ? t.others : several ? `${t.to} ${index + 1}` : t.to} value={user} empty={others ? t.nobody : ""} choices={choices} onValue={(value) => set(index, value)} /></div>
          {several && plan.to.length > 1 && <Button kind="quiet" icon="x" aria-label={`${t.remove} ${index + 1}`} onClick={() => onPlan({ ...plan, to: plan.to.filter((_, place) => place !== index) })} />}
        </div>
      ))}
      {several && <div><Button icon="plus" onClick={() => onPlan({ ...plan, to: [...plan.to, ""] })}>{t.also}</Button></div>}
    </div>
  );
}
