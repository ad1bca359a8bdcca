import { ReactElement, useState } from "react";
import { dictionary, useTexts } from "../../lib/i18n";
import { tell } from "../../lib/toast";
import { Button } from "../../ui/Button";
import type { View } from "../../ui/calendar/CalendarBar";
import type { Booking, Change, Closure, Outcome, Resource, Shift, Slot } from "../../ui/calendar/model";
import { ResourceCalendar } from "../../ui/calendar/ResourceCalendar";
import { clock } from "../../ui/calendar/scale";
import { labDay, labNow, labOpen } from "./data";

interface Clinic {
  readonly resources: readonly Resource[];
  readonly bookings: readonly Booking[] | undefined;
  readonly shifts: readonly Shift[];
  readonly closures: readonly Closure[];
}

const texts = dictionary({ title: ["预约日历", "Calendar"], doctor: ["医生", "Doctors"], room: ["诊室", "Rooms"], device: ["设备", "Devices"], create: ["新建预约", "New booking"], arrive: ["到店", "Check in"] });

/** A calendar with a make-believe server: it saves, and refuses what the lab asks it to refuse. */
export function CalendarStory({ clinic, view: first = "day", refuses = false, breaks = false }: { clinic: Clinic; view?: View; refuses?: boolean; breaks?: boolean }): ReactElement {
  const t = useTexts(texts);
  const kinds = (["doctor", "room", "device"] as const).map((kind) => ({ value: kind, label: t[kind] }));
  const [bookings, setBookings] = useState(clinic.bookings);
  const [day, setDay] = useState(labDay);
  const [view, setView] = useState<View>(first);
  const save = async ({ from, to }: Change): Promise<Outcome> => {
    await new Promise((resolve) => setTimeout(resolve, 150));
    if (refuses) return { refused: "刚被林晓雯改到 17:00", theirs: { ...from, start: 1020, end: 1020 + from.end - from.start, version: (from.version ?? 0) + 1 } };
    const saved = { ...to, version: (to.version ?? 0) + 1 };
    setBookings((known) => known?.map((booking) => (booking.id === saved.id ? saved : booking)));
    return { saved };
  };
  const create = (slot: Slot) => {
    setBookings((known) => known && [...known, { ...slot, id: `new${known.length}`, customer: "新客户", service: "面诊咨询", state: "pending" as const, uses: [slot.resource], version: 1 }]);
    tell(`${clock(slot.start)}–${clock(slot.end)}`);
  };
  return (
    <ResourceCalendar
      title={t.title} day={day} view={view} kinds={kinds} resources={clinic.resources} bookings={bookings} shifts={clinic.shifts} closures={clinic.closures} open={labOpen} now={labNow}
      onDay={setDay} onView={setView} onCreate={create} onChange={save}
      check={(to) => (to.service === "热玛吉面部" && to.start >= 1080 ? [{ isHard: false, kind: "rule", text: "热玛吉建议 18:00 前开始" }] : [])}
      onAct={(booking, act) => setBookings((known) => known?.map((one) => (one.id === booking.id ? { ...one, state: act === "arrive" ? "arrived" as const : "noshow" as const } : one)))}
      details={() => ({ body: breaks && <Broken />, foot: <Button kind="primary" icon="door-open" onClick={() => tell(t.arrive)}>{t.arrive}</Button> })}
      actions={<Button kind="primary" icon="plus" onClick={() => create({ resource: clinic.resources[0]?.id ?? "", day, start: 900, end: 930 })}>{t.create}</Button>}
    />
  );
}

/** What fails beside the grid must not take the grid with it. */
function Broken(): ReactElement {
  throw new Error("on purpose");
}
