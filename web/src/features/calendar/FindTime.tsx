import { ReactElement, useState } from "react";
import type { Bookable } from "../../lib/catalogue";
import { dayMinute } from "../../lib/clock";
import { addDays, shortDay, time, today, weekday } from "../../lib/format";
import { api } from "../../lib/http";
import { comma, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { useQuery } from "../../lib/query";
import { Button } from "../../ui/Button";
import { SelectField } from "../../ui/Field";
import { Empty, Notice, Refusal, Skeleton } from "../../ui/State";
import { resourcesIn, Slot } from "./appointments";
import { bookingTexts } from "./texts";

interface FindTimeProps {
  branch: string;
  /** In the order in which they are done. */
  services: readonly string[];
  /** Somebody or something in particular. */
  resources: readonly string[];
  bookables: readonly Bookable[];
  chosen?: string | undefined;
  onChoose: (slot: Slot) => void;
  /** Puts the customer on the waiting list instead, where that may be done. */
  onWait?: (() => void) | undefined;
}

const weeks = 28;
const daysOf: Readonly<Record<string, string>> = { workdays: "1,2,3,4,5", weekend: "6,7" };
const hoursOf: Readonly<Record<string, { after?: number; before?: number }>> = { morning: { before: 720 }, afternoon: { after: 720, before: 1080 }, evening: { after: 1080 } };

/** The first times at which a visit can take place, by days; somebody chooses one by a tap. */
export function FindTime({ branch, services, resources, bookables, chosen, onChoose, onWait }: FindTimeProps): ReactElement | null {
  const t = useTexts(bookingTexts);
  const mayFind = useRights().may("search.slot", branch);
  const [days, setDays] = useState("");
  const [hours, setHours] = useState("");
  const [from, setFrom] = useState(today());
  const query = { services: services.join(","), from, to: addDays(from, weeks - 1), weekdays: daysOf[days], ...hoursOf[hours], resources: resources.join(","), limit: 40 };
  const found = useQuery(mayFind && services.length > 0 ? ["slots", branch, JSON.stringify(query)] : undefined, () => api("GET /v1/branches/{id}/slots", { path: { id: branch }, query }));
  if (!mayFind) return null;
  const names = new Map(bookables.map((one) => [one.id ?? "", one.name ?? ""]));
  const who = (slot: Slot) => resourcesIn(slot).map((id) => names.get(id)).filter(Boolean).join(" · ");
  const byDay = new Map<string, Slot[]>();
  for (const slot of found.value?.data ?? []) {
    const { day } = dayMinute(slot.startsAt);
    byDay.set(day, [...(byDay.get(day) ?? []), slot]);
  }
  return (
    <section className="stack find-time" aria-label={t.findTime}>
      <div className="find-time-head">
        <SelectField label={t.weekdays} value={days} empty={t.anyDay} choices={[{ value: "workdays", label: t.workdays }, { value: "weekend", label: t.weekend }]} onValue={setDays} />
        <SelectField label={t.hours} value={hours} empty={t.anyTime} choices={(["morning", "afternoon", "evening"] as const).map((value) => ({ value, label: t[value] }))} onValue={setHours} />
        <Button icon="chevrons-right" onClick={() => setFrom(addDays(from, weeks))}>{t.later}</Button>
        {from !== today() && <Button icon="chevrons-left" onClick={() => setFrom(today())}>{t.soonest}</Button>}
      </div>
      {services.length === 0 ? <p className="dim">{t.chooseServices}</p>
        : found.problem && !found.value ? <Refusal problem={found.problem} again={found.again} />
          : !found.value ? <Skeleton lines={4} />
            : (
              <>
                {found.value.unmet.length > 0 && <Notice kind="warn" live>{t.unmet([...new Set(found.value.unmet.map((one) => one.segment))].join(comma()), `${shortDay(from)} – ${shortDay(addDays(from, weeks - 1))}`)}</Notice>}
                {byDay.size === 0 && found.value.unmet.length === 0 && <Empty icon="calendar-search" title={t.noTimes} action={onWait && <Button icon="list-plus" onClick={onWait}>{t.wait}</Button>}>{t.noTimesHelp}</Empty>}
                <div className="find-time-days">
                  {[...byDay].map(([day, slots]) => (
                    <div key={day}>
                      <h4>{weekday(day)}</h4>
                      <ul>
                        {slots.map((slot) => (
                          <li key={slot.startsAt}>
                            <button type="button" className="slot" aria-pressed={chosen === slot.startsAt} aria-label={t.slot(`${weekday(day)} ${time(slot.startsAt)}`, who(slot))} onClick={() => onChoose(slot)}>
                              <b>{time(slot.startsAt)}</b><small>{who(slot)}</small>
                            </button>
                          </li>
                        ))}
                      </ul>
                    </div>
                  ))}
                </div>
              </>
            )}
    </section>
  );
}
