import type { ReactElement } from "react";
import { useTexts } from "../../lib/i18n";
import { DataGrid } from "../DataGrid";
import { Empty } from "../State";
import { Marks, StateIcon } from "./BookingBlock";
import type { Booking, Resource } from "./model";
import { calendarTexts, spanText } from "./texts";

/** A day as a list, in order of time. */
export function BookingList({ label, bookings, resources, current, onOpen }: { label: string; bookings: readonly Booking[]; resources: readonly Resource[]; current: string | undefined; onOpen: (booking: Booking) => void }): ReactElement {
  const t = useTexts(calendarTexts);
  const names = new Map(resources.map((resource) => [resource.id, resource.name]));
  const rows = [...bookings].sort((left, right) => left.start - right.start || left.end - right.end);
  if (rows.length === 0) return <div className="grow"><Empty icon="calendar-days" title={t.none}>{t.noneHelp}</Empty></div>;
  return (
    <DataGrid
      label={label} rows={rows} id={(row) => row.id} current={current} onPeek={onOpen}
      columns={[
        { id: "time", title: t.time, width: "120px", cell: spanText },
        { id: "state", title: t.state, width: "130px", cell: (row) => <span className={`rc-state rc-${row.state}`}><StateIcon state={row.state} />{t[row.state]}</span> },
        { id: "customer", title: t.customer, width: "minmax(120px, 1fr)", cell: (row) => <b className="grid-name">{row.customer}</b> },
        { id: "service", title: t.service, width: "minmax(140px, 1.2fr)", cell: (row) => row.service },
        { id: "resources", title: t.resources, width: "minmax(180px, 1.4fr)", cell: (row) => row.uses.map((id) => names.get(id)).filter(Boolean).join(" · ") },
        { id: "marks", title: t.marks, width: "150px", cell: (row) => <span className="rc-marks"><Marks booking={row} t={t} /></span> },
      ]}
    />
  );
}
