import type { DragEvent, ReactElement } from "react";
import { useDirectory } from "../../lib/directory";
import { count, time } from "../../lib/format";
import { comma, useTexts } from "../../lib/i18n";
import { useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { Menu, MenuItem } from "../../ui/Menu";
import { purposes } from "../consents/purposes";
import { BoardRow, minutesSince, patience } from "./board";
import { arrivalTexts, visitStates, visitTypes } from "./words";

/** One who is there: who, since when in this step, with whom. Dragged to a step, or moved by the menu. */
export function VisitCard({ row, now, people, items, onDrag }: { row: BoardRow; now: number; people: ReadonlyMap<string, string>; items: readonly MenuItem[]; onDrag: (visit: string | undefined) => void }): ReactElement {
  const t = useTexts(arrivalTexts);
  const names = useDirectory();
  const type = useWords(visitTypes);
  const state = useWords(visitStates);
  const purpose = useWords(purposes);
  const { visit, customer } = row;
  const missing = row.missingConsents ?? [];
  const minutes = minutesSince(visit.stepSince, now);
  const tone = patience(visit.step, minutes);
  const name = customer?.name ?? t.hidden;
  const person = (id: string | null | undefined) => (id ? people.get(id) ?? names.person(id) : undefined);
  const start = (event: DragEvent) => {
    event.dataTransfer.setData("text/plain", visit.id ?? "");
    event.dataTransfer.effectAllowed = "move";
    onDrag(visit.id ?? undefined);
  };
  const hasLeft = visit.state === "left";
  return (
    <li className="board-card" draggable={!hasLeft && items.length > 0} onDragStart={start} onDragEnd={() => onDrag(undefined)}>
      <div className="row row-top">
        <span className="board-name">
          <b>{name}</b>
          {customer?.number !== undefined && <span className="mono dim">#{customer.number}</span>}
        </span>
        <Menu label={t.moves(name)} items={items} />
      </div>
      <div className="row row-wrap" style={{ gap: 4 }}>
        <Badge tone={visit.type === "first" ? "brand" : "plain"}>{type(visit.type)}</Badge>
        {(visit.state === "ordered" || visit.state === "no_deal" || visit.state === "planned") && <Badge tone={visit.state === "ordered" ? "ok" : visit.state === "no_deal" ? "warn" : "info"}>{state(visit.state)}</Badge>}
        {!hasLeft && missing.length > 0 && <Badge tone="warn" icon="pen-line">{t.missingConsents(missing.map((one) => purpose(one)).join(comma()))}</Badge>}
        {!hasLeft && (row.requiredForms ?? []).length > 0 && <Badge tone="info" icon="file-check">{t.requiredForms((row.requiredForms ?? []).join(comma()))}</Badge>}
        {!hasLeft && <Badge tone={tone} icon="clock">{t.minutes(count(minutes))}{tone === "plain" ? "" : ` · ${t.waitingLong}`}</Badge>}
      </div>
      <div className="dim board-who">
        <span>{time(visit.arrivedAt ?? "")}</span>
        <span className="clip">{person(visit.consultantId) ?? t.unassigned}</span>
        {visit.doctorId && <span className="clip">{person(visit.doctorId)}</span>}
      </div>
    </li>
  );
}
