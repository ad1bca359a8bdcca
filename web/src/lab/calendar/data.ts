import { addDays } from "../../lib/format";
import { conflictsOf, type Plan } from "../../ui/calendar/conflicts";
import type { Booking, BookingState, Closure, Mark, Resource, Segment, Shift, Span } from "../../ui/calendar/model";
import { weekOf } from "../../ui/calendar/columns";

/** A made-up clinic whose clock stands still, the same every time: pictures of it can be compared. */
export const labDay = "2026-11-21";
export const labNow = { day: labDay, minute: 800 };
export const labOpen: Span = { start: 540, end: 1260 };

/** A small generator of numbers from a seed (mulberry32). */
export function chances(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}

const doctorNames = ["沈清和", "顾南乔", "陆知行", "叶知秋", "程以安", "温如玉", "江晚吟", "苏念卿"];
const doctorDetails = ["副主任医师 · 皮肤", "主治医师 · 注射", "主治医师 · 外科", "主治医师 · 光电", "主治医师 · 皮肤", "主任医师 · 外科", "主治医师 · 注射", "医师 · 光电"];
const families = "周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜";
const givens = ["俊杰", "婉清", "思琪", "佳怡", "可馨", "雅琴", "嘉欣", "梦瑶", "静怡", "晓雯", "子涵", "一诺", "芷若", "明哲"];
const services: readonly (readonly [string, number])[] = [["光子嫩肤", 30], ["水光针", 45], ["玻尿酸填充", 45], ["热玛吉面部", 90], ["面诊咨询", 30], ["术后复查", 15], ["皮秒祛斑", 45], ["保妥适除皱", 30], ["双眼皮术前面诊", 45]];

export function people(count: number): Resource[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `d${index}`, kind: "doctor", name: index < doctorNames.length ? doctorNames[index] ?? "" : `${families[index % families.length]}医生${index + 1}`,
    detail: doctorDetails[index % doctorDetails.length] ?? "",
  }));
}

export const rooms: readonly Resource[] = [
  ...["注射室 1", "注射室 2", "光电室 1", "光电室 2", "手术室"].map((name, index) => ({ id: `r${index}`, kind: "room", name })),
  { id: "r9", kind: "room", name: "留观区", detail: "6 张床", capacity: 6 },
];
export const devices: readonly Resource[] = ["热玛吉 FLX", "皮秒 PicoWay", "M22 光子"].map((name, index) => ({ id: `m${index}`, kind: "device", name }));

/** Doctors from nine to nineteen or from eleven to the end, with a break; each is off on one day of the week. */
export function roster(doctors: readonly Resource[], day: string): { shifts: Shift[]; closures: Closure[] } {
  const days = weekOf(day);
  const shifts = doctors.flatMap((doctor, index) => days.flatMap((one, at) => ((at + index) % 7 === 0 ? [] : [{ resource: doctor.id, day: one, start: index % 3 === 2 ? 660 : 540, end: index % 3 === 2 ? 1260 : 1140 }])));
  const closures = doctors.flatMap((doctor, index) => days.map((one): Closure => ({ resource: doctor.id, day: one, kind: "break", text: "午休", start: index % 3 === 2 ? 1020 : 735, end: index % 3 === 2 ? 1050 : 780 })));
  return { shifts, closures };
}

const away: readonly Closure[] = [
  { resource: "m0", day: labDay, kind: "maintenance", text: "设备保养", start: 960, end: 1080 }, { resource: "d6", day: labDay, kind: "leave", text: "外出学习", start: 900, end: 1140 },
];

/** Visits of some days, without overlaps unless they are asked for. */
export function visits(doctors: readonly Resource[], days: readonly string[], { seed = 7, density = 0.72, overlaps = 0 } = {}): Booking[] {
  const chance = chances(seed);
  const pick = <Item>(items: ArrayLike<Item>): Item => items[Math.floor(chance() * items.length)] as Item;
  const found: Booking[] = [];
  for (const day of days) {
    doctors.forEach((doctor, column) => {
      const { start, end } = column % 3 === 2 ? { start: 660, end: 1230 } : { start: 540, end: 1110 };
      for (let at = start; at < end;) {
        const [service, size] = pick(services);
        const isLunch = column % 3 === 2 ? at < 1050 && at + size > 1020 : at < 780 && at + size > 735;
        if (!isLunch && chance() < density) {
          for (let copy = 0; copy <= (chance() < overlaps ? 1 + Math.floor(chance() * 7) : 0); copy += 1) {
            found.push(visit(found.length, day, at + copy * 5, service, size, doctor.id, copy > 0));
          }
        }
        at += isLunch ? 15 : size + pick([0, 0, 15, 30]);
      }
    });
  }
  return found;

  function visit(index: number, day: string, start: number, service: string, size: number, doctor: string, isExtra: boolean): Booking {
    const isPast = day < labDay || (day === labDay && start + size < labNow.minute - 60);
    const isNow = day === labDay && start <= labNow.minute;
    const state: BookingState = chance() < 0.05 ? "noshow" : chance() < 0.03 ? "cancelled" : isPast ? "done" : isNow ? "treating" : pick(["pending", "confirmed", "confirmed", "arrived"] as const);
    const marks: Mark[] = (["first", "consent", "missing", "note"] as const).filter((mark) => chance() < (mark === "first" ? 0.2 : 0.09));
    const isThermage = service === "热玛吉面部" && !isExtra;
    const segments: Segment[] | undefined = isThermage
      ? [{ from: 0, to: 30, name: "敷麻药", uses: ["r9"] }, { from: 30, to: 90, name: "治疗", uses: [doctor, "m0"] }, { from: 90, to: 120, name: "留观", uses: ["r9"] }] : undefined;
    return {
      id: `b${index}`, day, start, end: start + (isThermage ? 120 : size), customer: pick(families) + pick(givens), service, state, marks,
      uses: isThermage ? [doctor, "m0", "r9"] : [doctor], version: 1,
      ...(segments ? { segments } : {}), ...(service === "水光针" ? { after: 10 } : {}), ...(chance() < 0.12 ? { tier: pick(["金", "钻"]) } : {}),
      ...(state === "done" ? { fixed: "已收费，先撤销收费或新建改期" } : {}), ...(index === 21 ? { presence: "林晓雯" } : {}),
    };
  }
}

/** One day of eight doctors, five rooms and three machines. */
export const ordinaryDay = (): Plan => ordinary([labDay]);

/** The week with that day, and those around it. */
export const ordinaryWeek = (): Plan => ordinary([-7, 0, 7, 14].flatMap((days) => weekOf(addDays(labDay, days))));

function ordinary(days: readonly string[]): Plan {
  const doctors = people(8);
  const rosters = [...new Set(days.map((day) => weekOf(day)[0] ?? day))].map((first) => roster(doctors, first));
  const empty: Plan = {
    resources: [...doctors, ...rooms, ...devices], bookings: [], shifts: rosters.flatMap((one) => one.shifts), closures: [...rosters.flatMap((one) => one.closures), ...away], open: labOpen,
  };
  return { ...empty, bookings: possible(visits(doctors, days), empty) };
}

/** Only what could have been booked: whatever the calendar itself would refuse is left out. */
function possible(bookings: readonly Booking[], plan: Plan): Booking[] {
  const kept: Booking[] = [];
  for (const booking of bookings) {
    if (!conflictsOf(booking, { ...plan, bookings: kept }).some((conflict) => conflict.isHard)) kept.push(booking);
  }
  return kept;
}
