import { KeyboardEvent, ReactElement, useRef, useState } from "react";
import { Bookable, kindIcons, kindWords } from "../../lib/catalogue";
import { momentOf, timeOfDay } from "../../lib/clock";
import { addDays, shortDay, today } from "../../lib/format";
import { useTexts } from "../../lib/i18n";
import { lettersAreOn } from "../../lib/keys";
import { useWords } from "../../lib/spoken";
import { Icon } from "../../ui/Icon";
import { Menu } from "../../ui/Menu";
import { DayMark, hoursText, inCell, overlapping, Shift, shiftOf, Template, toggled, withCell, worked } from "./draft";
import { rosterTexts, weekdays } from "./texts";

interface GridProps {
  staff: readonly Bookable[];
  days: readonly string[];
  shifts: readonly Shift[];
  /** What is published, where something else is shown. */
  published: readonly Shift[] | undefined;
  templates: readonly Template[];
  /** Archived ones too: shifts of old weeks are named by them. */
  allTemplates: readonly Template[];
  marks: ReadonlyMap<string, DayMark>;
  leave: readonly { resourceId?: string | null; startsAt?: string | null; endsAt?: string | null }[];
  brush: Template | "eraser" | undefined;
  onBrush: (brush: Template | "eraser" | undefined) => void;
  /** Without them it is looked at only. */
  onChange?: (shifts: readonly Shift[]) => void;
  onEdit?: (resourceId: string, day: string) => void;
}

const tones = ["teal", "blue", "violet", "amber", "green", "pink", "orange", "red"];

/** People by days. One tab stop; arrow keys move, digits set a template, Enter writes hours, Delete clears. */
export function RosterGrid(props: GridProps): ReactElement {
  const { staff, days, shifts, templates, onChange, onEdit, brush } = props;
  const t = useTexts(rosterTexts);
  const kind = useWords(kindWords);
  const like = useWords(weekdays);
  const body = useRef<HTMLTableSectionElement>(null);
  const [at, setAt] = useState({ row: 0, column: 0 });
  const nameOf = (shift: Shift) => props.allTemplates.find((one) => one.id === shift.templateId)?.name ?? t.ownHours;
  const tone = (shift: Shift) => tones[Math.max(0, props.allTemplates.findIndex((one) => one.id === shift.templateId)) % tones.length] ?? "teal";
  const put = (person: Bookable, day: string, what: Template | "eraser") =>
    onChange?.(what === "eraser" ? withCell(shifts, person.id ?? "", day, []) : toggled(shifts, what, person.id ?? "", day));
  const act = (person: Bookable, day: string) => {
    if (brush) put(person, day, brush);
    else onEdit?.(person.id ?? "", day);
  };
  const focus = (row: number, column: number) => {
    const next = { row: Math.max(0, Math.min(staff.length - 1, row)), column: Math.max(0, Math.min(6, column)) };
    setAt(next);
    body.current?.querySelector<HTMLElement>(`[data-cell="${next.row} ${next.column}"]`)?.focus();
  };
  const key = (event: KeyboardEvent, row: number, column: number) => {
    const person = staff[row];
    const day = days[column];
    const steps: Record<string, [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const step = steps[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing || !person || !day) return;
    const template = /^[1-9]$/.test(event.key) && lettersAreOn.get() ? templates[Number(event.key) - 1] : undefined;
    if (step) focus(row + step[0], column + step[1]);
    else if (event.key === "Home" || event.key === "End") focus(row, event.key === "Home" ? 0 : 6);
    else if (event.key === "Enter" && onEdit) onEdit(person.id ?? "", day);
    else if ((event.key === "Delete" || event.key === "Backspace") && onChange) put(person, day, "eraser");
    else if (template && onChange) put(person, day, template);
    else return;
    event.preventDefault();
  };
  const onLeave = (person: Bookable, day: string) => {
    const [start, end] = [Date.parse(momentOf(day, 0)), Date.parse(momentOf(addDays(day, 1), 0))];
    return props.leave.some((one) => one.resourceId === person.id && Date.parse(one.startsAt ?? "") < end && Date.parse(one.endsAt ?? "") > start);
  };
  return (
    <>
      {onChange && (
        <div className="filters" role="group" aria-label={t.brushLabel}>
          <button type="button" className="tag-choice" aria-pressed={brush === undefined} onClick={() => props.onBrush(undefined)}><Icon icon="pencil" />{t.noBrush}</button>
          {templates.map((one, index) => (
            <button key={one.id} type="button" className="tag-choice" aria-pressed={brush !== "eraser" && brush?.id === one.id} onClick={() => props.onBrush(one)}>
              {index < 9 && <kbd>{index + 1}</kbd>} {one.name} <small>{timeOfDay(one.startsMinute ?? 0)}–{timeOfDay(one.endsMinute ?? 0)}</small>
            </button>
          ))}
          <button type="button" className="tag-choice" aria-pressed={brush === "eraser"} onClick={() => props.onBrush("eraser")}><Icon icon="eraser" />{t.eraser}</button>
          <span className="small dim">{t.brush}</span>
        </div>
      )}
      <div className="matrix-scroll">
        <table className="matrix roster">
          <thead>
            <tr>
              <th scope="col">{t.person}</th>
              {days.map((day) => {
                const mark = props.marks.get(day);
                return (
                  <th key={day} scope="col" aria-current={day === today() ? "date" : undefined} className={mark?.kind === "closed" ? "roster-closed" : undefined}>
                    {shortDay(day)}
                    {mark && <small>{mark.kind === "closed" ? t.closed(mark.name) : t.madeUp(mark.name, like(String(mark.likeWeekday ?? "")))}</small>}
                  </th>
                );
              })}
              <th scope="col" className="number">{t.sum}</th>
            </tr>
          </thead>
          <tbody ref={body}>
            {staff.map((person, row) => {
              const own = shifts.filter((one) => one.resourceId === person.id && days.includes(one.day));
              return (
                <tr key={person.id}>
                  <th scope="row">
                    <span className="row"><Icon icon={kindIcons[person.kind ?? ""] ?? "user-round"} /><span className="grow"><b>{person.name}</b><small className="roster-kind">{kind(person.kind)}</small></span>
                      {onChange && (
                        <Menu
                          label={t.rowMenu(person.name ?? "")}
                          items={[
                            ...templates.map((one) => ({
                              label: t.weekdaysAs(one.name ?? ""),
                              act: () => onChange(days.slice(0, 5).reduce<readonly Shift[]>((all, day) => (props.marks.get(day)?.kind === "closed" ? all : withCell(all, person.id ?? "", day, [shiftOf(one, person.id ?? "", day)])), shifts)),
                            })),
                            { label: t.clearWeek, icon: "eraser", apart: true, act: () => onChange(shifts.filter((one) => one.resourceId !== person.id || !days.includes(one.day))) },
                          ]}
                        />
                      )}
                    </span>
                  </th>
                  {days.map((day, column) => {
                    const cell = inCell(shifts, person.id ?? "", day);
                    const isAway = onLeave(person, day);
                    const before = props.published && inCell(props.published, person.id ?? "", day);
                    const isChanged = before !== undefined && JSON.stringify(before.map(spanOf)) !== JSON.stringify(cell.map(spanOf));
                    const what = [...cell.map((one) => `${nameOf(one)} ${spanOf(one)}`), ...(isAway ? [t.leaveMark] : []), ...(isChanged ? [t.changed] : [])].join("，") || t.off;
                    const inside = (
                      <>
                        {cell.map((one, index) => (
                          <span key={index} className={`shift tag-${tone(one)}`}><b>{nameOf(one)}</b><small>{spanOf(one)}</small></span>
                        ))}
                        {cell.length === 0 && !isAway && <span className="dim">{t.off}</span>}
                        {isAway && <span className="shift shift-leave"><Icon icon="plane" />{t.leaveMark}</span>}
                        {overlapping(cell) && <span className="field-error"><Icon icon="circle-alert" />{t.overlap}</span>}
                      </>
                    );
                    const look = `roster-cell ${isChanged ? "roster-changed" : ""} ${props.marks.get(day)?.kind === "closed" ? "roster-closed" : ""}`;
                    return (
                      <td key={day}>
                        {onChange ? (
                          <button
                            type="button" className={look} data-cell={`${row} ${column}`} tabIndex={at.row === row && at.column === column ? 0 : -1} aria-label={t.cell(person.name ?? "", shortDay(day), what)}
                            onFocus={() => setAt({ row, column })} onClick={() => act(person, day)} onKeyDown={(event) => key(event, row, column)}
                          >
                            {inside}
                          </button>
                        ) : <div className={look}>{inside}</div>}
                      </td>
                    );
                  })}
                  <td className="number">{own.length > 0 ? t.hoursOf(hoursText(worked(own))) : <span className="dim">—</span>}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** `09:00–18:00`; the end of a day is 24:00. */
const spanOf = (shift: Shift): string => `${timeOfDay(shift.starts)}–${shift.ends === 1440 ? "24:00" : timeOfDay(shift.ends)}`;
