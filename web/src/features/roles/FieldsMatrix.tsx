import type { ReactElement, ReactNode } from "react";
import { language, useTexts } from "../../lib/i18n";
import type { FieldRight, Level, Use } from "../../lib/me";
import { useStore } from "../../lib/store";
import { choicesOf, classes, levelWords, usages, useWords } from "../../lib/spoken";
import { resources } from "../../lib/words";
import { MatrixEditor, MatrixGroup } from "../../ui/MatrixEditor";
import { Badge } from "../../ui/Badge";
import { Catalog, CatalogField, Content, effective, isChanged, rightOf, setClass, setField, toggleUse } from "./content";
import { roleTexts } from "./texts";

const everyUse: readonly Use[] = ["filter", "sort", "group", "export", "reveal", "set"];

/** Every field with its level and uses; the classes that they follow first. */
export function FieldsMatrix({ catalog, stored, draft, onChange }: { catalog: Catalog; stored: Content; draft: Content; onChange: ((content: Content) => void) | undefined }): ReactElement {
  const t = useTexts(roleTexts);
  const resource = useWords(resources);
  const className = useWords(classes);
  const byClass: MatrixGroup = {
    id: "classes", label: t.byClass,
    rows: catalog.classes.filter((one) => one.class !== "C6").map((one) => {
      const right = rightOf(draft, one.class);
      const change = onChange && ((next: FieldRight) => onChange(setClass(draft, one.class, next)));
      return {
        id: one.class, label: <>{className(one.class)} <Badge>{one.class}</Badge></>, text: `${className(one.class)} ${one.class}`,
        isChanged: JSON.stringify(rightOf(stored, one.class)) !== JSON.stringify(right),
        cells: () => [<span className="dim" key="c">—</span>, <LevelCell key="l" name={one.label} right={right} writable onChange={change} />, <Uses key="u" name={one.label} right={right} uses={everyUse} onChange={change} />],
      };
    }),
  };
  const groups = catalog.resources.map((one): MatrixGroup => ({
    id: one.resource, label: resource(one.resource),
    rows: one.fields.filter((field) => field.class !== "C6").map((field) => row(field)),
  }));
  function row(field: CatalogField) {
    const right = effective(draft, field);
    const change = onChange && ((next: FieldRight) => onChange(setField(draft, catalog, field, next)));
    const cells = (): ReactNode[] => [
      <Badge key="c">{field.class}</Badge>,
      <LevelCell key="l" name={field.label} right={right} writable={field.writable} onChange={change} />,
      <Uses key="u" name={field.label} right={right} uses={everyUse.filter((use) => field.uses.includes(use))} onChange={change} />,
    ];
    return { id: field.target, label: <>{field.label}<small>{field.target}</small></>, text: `${field.label} ${field.target}`, cells, isChanged: isChanged(stored, draft, field) };
  }
  return <MatrixEditor label={t.fields} head={[t.field, t.class, t.level, t.uses]} groups={[byClass, ...groups]} />;
}

function LevelCell({ name, right, writable, onChange }: { name: string; right: FieldRight; writable: boolean; onChange: ((right: FieldRight) => void) | undefined }): ReactElement {
  const word = useWords(levelWords);
  const shown = useStore(language);
  const t = useTexts(roleTexts);
  if (!onChange) return <span className={`level level-${right.level}`}><i aria-hidden="true" />{word(right.level)}</span>;
  const choices = choicesOf(levelWords, shown).filter((choice) => writable || choice.value !== "write" || right.level === "write");
  return (
    <span className={`level level-${right.level}`}>
      <i aria-hidden="true" />
      <select className="input" aria-label={`${name} ${t.level}`} value={right.level} onChange={(event) => onChange({ level: event.target.value as Level, uses: event.target.value === "none" ? [] : right.uses })}>
        {choices.map((choice) => <option key={choice.value} value={choice.value}>{choice.label}</option>)}
      </select>
    </span>
  );
}

function Uses({ name, right, uses, onChange }: { name: string; right: FieldRight; uses: readonly Use[]; onChange: ((right: FieldRight) => void) | undefined }): ReactElement {
  const word = useWords(usages);
  if (!onChange) return <span className="uses">{uses.filter((use) => right.uses.includes(use)).map((use) => <Badge key={use}>{word(use)}</Badge>)}</span>;
  return (
    <span className="uses" role="group" aria-label={name}>
      {uses.map((use) => (
        <button key={use} type="button" className="use" aria-pressed={right.uses.includes(use)} disabled={right.level === "none" && !right.uses.includes(use)} onClick={() => onChange(toggleUse(right, use))}>{word(use)}</button>
      ))}
    </span>
  );
}
