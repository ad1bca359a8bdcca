import { ReactElement, ReactNode, useRef, useState } from "react";
import { shortDay, weekday } from "../../lib/format";
import { useTexts } from "../../lib/i18n";
import { Button, IconButton } from "../Button";
import { Check, Choice, Segments } from "../Field";
import { Popover } from "../Popover";
import { StateIcon } from "./BookingBlock";
import { BookingState, bookingStates, Resource } from "./model";
import { calendarTexts } from "./texts";
import { weekOf } from "./columns";

export type View = "day" | "week" | "list";

/** What of the calendar is looked at. */
export interface Looks {
  readonly kind: string | undefined;
  readonly resource: string | undefined;
  readonly zoom: number;
  readonly showsGone: boolean;
  readonly showsOff: boolean;
}

interface BarProps {
  title: ReactNode;
  day: string;
  view: View;
  count: number;
  kinds: readonly Choice[];
  resources: readonly Resource[];
  looks: Looks;
  zoomSteps: number;
  actions: ReactNode;
  onDay: (day: string) => void;
  onToday: () => void;
  onView: (view: View) => void;
  onStep: (by: 1 | -1) => void;
  onLooks: (looks: Partial<Looks>) => void;
  onPrint: () => void;
}

/** Day, view and what is shown; the owner's own buttons stand at the far right. */
export function CalendarBar(props: BarProps): ReactElement {
  const { day, view, looks, kinds, onLooks } = props;
  const t = useTexts(calendarTexts);
  const isWeek = view === "week";
  const week = weekOf(day);
  const legend: readonly BookingState[] = looks.showsGone ? bookingStates : bookingStates.slice(0, 5);
  return (
    <>
      <div className="page-head rc-bar">
        <h1>{props.title}</h1>
        <div className="segments">
          <IconButton kind="plain" icon="chevron-left" label={isWeek ? t.weekBefore : t.before} onClick={() => props.onStep(-1)} />
          <Button onClick={props.onToday}>{t.today}</Button>
          <IconButton kind="plain" icon="chevron-right" label={isWeek ? t.weekAfter : t.after} onClick={() => props.onStep(1)} />
        </div>
        <b className="rc-date" aria-live="polite">{isWeek ? `${shortDay(week[0] ?? day)} – ${shortDay(week[6] ?? day)}` : weekday(day)}</b>
        <span className="page-count">{t.count(props.count)}</span>
        <span className="grow" />
        <Segments label={t.view} value={view} onValue={(next) => props.onView(next as View)} choices={[{ value: "day", label: t.day }, { value: "week", label: t.week }, { value: "list", label: t.list }]} />
        {props.actions}
      </div>
      <div className="rc-bar rc-bar-second">
        {isWeek ? (
          <label className="rc-who"><span className="sr">{t.who}</span>
            <select className="input" value={looks.resource} onChange={(event) => onLooks({ resource: event.target.value })}>
              {kinds.map((kind) => (
                <optgroup key={kind.value} label={kind.label}>
                  {props.resources.filter((resource) => resource.kind === kind.value).map((resource) => <option key={resource.id} value={resource.id}>{resource.name}{resource.detail ? ` · ${resource.detail}` : ""}</option>)}
                </optgroup>
              ))}
            </select>
          </label>
        ) : kinds.length > 1 && <Segments label={t.kind} value={looks.kind ?? ""} onValue={(kind) => onLooks({ kind: kind || undefined })} choices={[...kinds, { value: "", label: t.all }]} />}
        <ul className="rc-legend" aria-label={t.states}>{legend.map((state) => <li key={state} className={`rc-${state}`}><StateIcon state={state} />{t[state]}</li>)}</ul>
        <span className="grow" />
        {view !== "list" && (
          <div className="segments">
            <IconButton kind="plain" icon="zoom-out" label={t.zoomOut} disabled={looks.zoom === 0} onClick={() => onLooks({ zoom: looks.zoom - 1 })} />
            <IconButton kind="plain" icon="zoom-in" label={t.zoomIn} disabled={looks.zoom === props.zoomSteps - 1} onClick={() => onLooks({ zoom: looks.zoom + 1 })} />
          </div>
        )}
        <DisplayButton looks={looks} onLooks={onLooks} />
        <IconButton kind="plain" icon="printer" label={t.print} onClick={props.onPrint} />
      </div>
    </>
  );
}

function DisplayButton({ looks, onLooks }: Pick<BarProps, "looks" | "onLooks">): ReactElement {
  const t = useTexts(calendarTexts);
  const [isOpen, setOpen] = useState(false);
  const ref = useRef<HTMLButtonElement>(null);
  return (
    <>
      <Button ref={ref} icon="sliders-horizontal" aria-haspopup="dialog" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>{t.options}</Button>
      {isOpen && (
        <Popover anchor={ref} label={t.options} align="right" onClose={() => setOpen(false)}>
          <div className="filter-panel">
            <Check label={t.showGone} checked={looks.showsGone} onChecked={(showsGone) => onLooks({ showsGone })} />
            <Check label={t.showOff} checked={looks.showsOff} onChecked={(showsOff) => onLooks({ showsOff })} />
          </div>
        </Popover>
      )}
    </>
  );
}
