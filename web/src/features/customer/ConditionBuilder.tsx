import { ReactElement, useEffect, useState } from "react";
import { fenOf, yuan } from "../../lib/customFields";
import { usePeople, useUnits } from "../../lib/directory";
import { count } from "../../lib/format";
import { api } from "../../lib/http";
import { dictionary, either, language, useTexts } from "../../lib/i18n";
import { asProblem, Problem } from "../../lib/problem";
import { useQuery } from "../../lib/query";
import { useStore } from "../../lib/store";
import { tagName, useLayers, useTagGroups, useTags } from "../../lib/tags";
import { channels, choicesOf, sexes, tiers } from "../../lib/spoken";
import { Button, IconButton } from "../../ui/Button";
import { DateField } from "../../ui/DatePicker";
import { Check, Choice, Segments, SelectField, TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { Condition, conditionOf, Group, Kind, operations, Part, SegmentCriterion, Test } from "./conditions";

const texts = dictionary({
  group: ["条件组", "Group of conditions"],
  all: ["全部满足", "All of these"],
  any: ["任一满足", "Any of these"],
  none: ["均不满足", "None of these"],
  add: ["添加条件", "Add a condition"],
  addGroup: ["添加条件组", "Add a group"],
  remove: ["删除这一条", "Remove this"],
  what: ["条件", "Condition"],
  how: ["关系", "Comparison"],
  value: ["值", "Value"],
  from: ["从", "From"],
  until: ["到", "Until"],
  in: ["是", "is"],
  notIn: ["不是", "is not"],
  isSet: ["已填写", "is known"],
  notSet: ["未填写", "is not known"],
  tagsAny: ["有任一", "any of"],
  tagsAll: ["全部具备", "all of"],
  tagsNone: ["均没有", "none of"],
  gte: ["不小于", "at least"],
  lte: ["不大于", "at most"],
  eq: ["等于", "equals"],
  between: ["介于", "between"],
  after: ["不早于", "not before"],
  before: ["不晚于", "not after"],
  matches: [(number: string) => `符合 ${number} 位`, (number: string) => `${number} match`],
  counting: ["正在计数…", "Counting…"],
  unfinished: ["请补全条件", "Finish the conditions"],
  inScope: ["只计算您有权看到的客户", "Of the customers that you may see"],
});

/** What somebody may ask, from the server; who else is meant is asked in the list of customers. */
export function useCriteria(isAsked = true): readonly SegmentCriterion[] | undefined {
  return useQuery(isAsked ? ["segment-criteria"] : undefined, async () => (await api("GET /v1/segment-criteria")).data.filter((one) => one.of !== "customer")).value;
}

export const kindsOf = (criteria: readonly SegmentCriterion[]): ReadonlyMap<string, Kind> => new Map(criteria.map((one) => [one.code, one.kind]));

interface BuilderProps {
  criteria: readonly SegmentCriterion[];
  group: Group;
  onChange: (group: Group) => void;
  depth?: number;
}

/** Conditions in groups, each line a comparison. */
export function ConditionBuilder({ criteria, group, onChange, depth = 1 }: BuilderProps): ReactElement {
  const t = useTexts(texts);
  const change = (index: number, part: Part | undefined) =>
    onChange({ ...group, parts: group.parts.flatMap((one, at) => (at === index ? part ?? [] : one)) });
  const first = criteria[0];
  const blank = (): Test => ({ kind: "test", field: first?.code ?? "", op: operations[first?.kind ?? "choice"][0] ?? "in", values: [] });
  return (
    <fieldset className="condition-group">
      <legend className="sr">{t.group}</legend>
      <Segments
        label={t.group} value={group.mode} onValue={(mode) => onChange({ ...group, mode: mode as Group["mode"] })}
        choices={[{ value: "all", label: t.all }, { value: "any", label: t.any }, { value: "none", label: t.none }]}
      />
      {group.parts.map((part, index) => (
        // Lines have no name of their own: their place is what they are.
        <div key={index} className="condition-line">
          {part.kind === "group"
            ? <ConditionBuilder criteria={criteria} group={part} depth={depth + 1} onChange={(next) => change(index, next)} />
            : <TestLine criteria={criteria} test={part} onChange={(next) => change(index, next)} />}
          <IconButton icon="x" label={t.remove} onClick={() => change(index, undefined)} />
        </div>
      ))}
      <div className="row row-wrap">
        <Button icon="plus" onClick={() => onChange({ ...group, parts: [...group.parts, blank()] })}>{t.add}</Button>
        {depth < 4 && <Button kind="quiet" icon="brackets" onClick={() => onChange({ ...group, parts: [...group.parts, { kind: "group", mode: "any", parts: [blank()] }] })}>{t.addGroup}</Button>}
      </div>
    </fieldset>
  );
}

function TestLine({ criteria, test, onChange }: { criteria: readonly SegmentCriterion[]; test: Test; onChange: (test: Test) => void }): ReactElement {
  const t = useTexts(texts);
  const criterion = criteria.find((one) => one.code === test.field);
  const kind = criterion?.kind ?? "choice";
  const words: Record<string, string> = {
    in: t.in, notIn: t.notIn, isSet: t.isSet, notSet: t.notSet, any: t.tagsAny, all: t.tagsAll, none: t.tagsNone,
    gte: kind === "instant" || kind === "date" ? t.after : t.gte, lte: kind === "instant" || kind === "date" ? t.before : t.lte, eq: t.eq, between: t.between,
  };
  return (
    <div className="condition-test">
      <SelectField
        label={<span className="sr">{t.what}</span>} value={test.field} choices={criteria.map((one) => ({ value: one.code, label: either(one.nameZh, one.nameEn) }))}
        onValue={(field) => onChange({ kind: "test", field, op: operations[criteria.find((one) => one.code === field)?.kind ?? "choice"][0] ?? "in", values: [] })}
      />
      <SelectField
        label={<span className="sr">{t.how}</span>} value={test.op} choices={operations[kind].map((op) => ({ value: op, label: words[op] ?? op }))}
        onValue={(op) => onChange({ ...test, op, values: op === "isSet" || op === "notSet" ? [] : test.values })}
      />
      {criterion && test.op !== "isSet" && test.op !== "notSet" && <Values criterion={criterion} test={test} onChange={(values) => onChange({ ...test, values })} />}
    </div>
  );
}

function Values({ criterion, test, onChange }: { criterion: SegmentCriterion; test: Test; onChange: (values: readonly string[]) => void }): ReactElement {
  const t = useTexts(texts);
  const [first = "", second = ""] = test.values;
  const choices = useChoices(criterion);
  if (criterion.kind === "text" && criterion.code !== "layer") return <TextField label={<span className="sr">{t.value}</span>} value={first} maxLength={200} autoComplete="off" onValue={(value) => onChange(value ? [value] : [])} />;
  if (criterion.kind === "number" || criterion.kind === "instant" || criterion.kind === "date") {
    const Field = criterion.unit === "fen" ? YuanBox : criterion.kind === "number" ? NumberBox : DateField;
    return (
      <>
        <Field label={<span className="sr">{test.op === "between" ? t.from : t.value}</span>} value={first} onValue={(value: string) => onChange(test.op === "between" ? [value, second] : [value])} />
        {test.op === "between" && <Field label={<span className="sr">{t.until}</span>} value={second} onValue={(value: string) => onChange([first, value])} />}
      </>
    );
  }
  const toggle = (value: string, isOn: boolean) => onChange(isOn ? [...test.values, value].slice(0, 50) : test.values.filter((one) => one !== value));
  return (
    <div className="condition-choices" role="group" aria-label={t.value} tabIndex={0}>
      {choices.map((choice) => <Check key={choice.value} label={choice.label} checked={test.values.includes(choice.value)} onChecked={(isOn) => toggle(choice.value, isOn)} />)}
    </div>
  );
}

function NumberBox(props: { label: React.ReactNode; value: string; onValue: (value: string) => void }): ReactElement {
  return <TextField {...props} type="number" />;
}

/** Yuan, kept as fen. */
function YuanBox({ label, value, onValue }: { label: React.ReactNode; value: string; onValue: (value: string) => void }): ReactElement {
  const [typed, setTyped] = useState(value ? yuan(value) : "");
  const change = (text: string) => {
    setTyped(text);
    onValue(String(fenOf(text) ?? ""));
  };
  return <TextField label={label} value={typed} onValue={change} inputMode="decimal" maxLength={16} />;
}

function useChoices(criterion: SegmentCriterion): readonly Choice[] {
  const shown = useStore(language);
  const people = usePeople().value ?? [];
  const units = useUnits().value ?? [];
  const [groups, tags] = [useTagGroups().value ?? [], useTags().value ?? []];
  const layers = useLayers();
  if (criterion.kind === "tags") return groups.flatMap((group) => tags.filter((tag) => tag.groupId === group.id && !tag.archived).map((tag) => ({ value: tag.id, label: `${tagName(group)} · ${tagName(tag)}` })));
  if (criterion.code === "ownerId" || criterion.of === "person") return people.map((person) => ({ value: person.id, label: person.displayName }));
  if (criterion.code === "homeBranchId") return units.filter((unit) => unit.kind === "branch").map((unit) => ({ value: unit.id, label: unit.name }));
  if (criterion.code === "layer") return [...layers].filter(([, layer]) => !layer.isArchived).map(([value, layer]) => ({ value, label: layer.name }));
  const words = { level: tiers, sourceChannel: channels, sex: sexes }[criterion.code];
  return words ? choicesOf(words, shown) : (criterion.choices ?? []).map((value) => ({ value, label: value }));
}

/** How many a draft holds for, while it is written. */
export function LiveCount({ criteria, group }: { criteria: readonly SegmentCriterion[]; group: Group }): ReactElement {
  const t = useTexts(texts);
  const condition = conditionOf(group, kindsOf(criteria));
  const question = JSON.stringify(condition);
  const [answer, setAnswer] = useState<{ question: string; count?: number; problem?: Problem }>();
  useEffect(() => {
    if (!condition) return undefined;
    const asked = new AbortController();
    const timer = setTimeout(() => {
      api("POST /v1/segment-counts", { body: { condition: condition as Record<string, never> }, signal: asked.signal }).then(
        (found) => setAnswer({ question, count: found.count }),
        (error: unknown) => {
          if (!asked.signal.aborted) setAnswer({ question, problem: asProblem(error) });
        });
    }, 350);
    return () => {
      clearTimeout(timer);
      asked.abort();
    };
  }, [question]);
  const isCurrent = answer?.question === question;
  return (
    <div aria-live="polite" className="condition-count">
      {!condition ? <span className="dim">{t.unfinished}</span>
        : isCurrent && answer.count !== undefined ? <><b>{t.matches(count(answer.count))}</b> <span className="dim small">{t.inScope}</span></>
          : isCurrent ? <FormProblem problem={answer.problem} /> : <span className="dim">{t.counting}</span>}
    </div>
  );
}

export type { Condition };
