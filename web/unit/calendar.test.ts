import assert from "node:assert/strict";
import test from "node:test";
import { labDay, labOpen, ordinaryDay, visits, people } from "../src/lab/calendar/data";
import { dayColumns, weekColumns, weekOf } from "../src/ui/calendar/columns";
import { conflictsOf, held, type Plan } from "../src/ui/calendar/conflicts";
import { pack } from "../src/ui/calendar/lanes";
import type { Booking } from "../src/ui/calendar/model";
import { drawn, freeParts, moved, resized, snap, type Stand, standAt, step } from "../src/ui/calendar/moves";
import { clock, columnWidth, hours, Scale, visibleColumns } from "../src/ui/calendar/scale";
import { bookable, gaps, isOnShift, length, merged, offShift } from "../src/ui/calendar/spans";

const open = { start: 540, end: 1260 };
const day = "2026-11-21";
const visit = (id: string, start: number, end: number, more: Partial<Booking> = {}): Booking =>
  ({ id, day, start, end, customer: id, service: "", state: "confirmed", uses: ["d1"], ...more });
const resources = [
  { id: "d1", kind: "doctor", name: "甲" }, { id: "d2", kind: "doctor", name: "乙" }, { id: "r1", kind: "room", name: "诊室" }, { id: "rest", kind: "room", name: "留观", capacity: 2 },
];
const plan = (bookings: Booking[], more: Partial<Plan> = {}): Plan => ({ resources, bookings, shifts: [], closures: [], open, ...more });
/** Numbing for half an hour without the doctor, an hour with him, half an hour of rest. */
const long = (id: string, start: number, more: Partial<Booking> = {}): Booking => visit(id, start, start + 120, {
  uses: ["d1", "r1", "rest"],
  segments: [{ from: 0, to: 30, name: "敷麻药", uses: ["rest"] }, { from: 30, to: 90, name: "治疗", uses: ["d1", "r1"] }, { from: 90, to: 120, name: "留观", uses: ["rest"] }], ...more,
});

test("spans unite, and what is between them is found", () => {
  assert.deepEqual(merged([{ start: 5, end: 7 }, { start: 1, end: 3 }, { start: 3, end: 4 }, { start: 9, end: 9 }]), [{ start: 1, end: 4 }, { start: 5, end: 7 }]);
  assert.deepEqual(gaps({ start: 0, end: 10 }, [{ start: 2, end: 4 }, { start: 8, end: 20 }]), [{ start: 0, end: 2 }, { start: 4, end: 8 }]);
  assert.deepEqual(gaps({ start: 0, end: 10 }, [{ start: -5, end: 20 }]), []);
  assert.equal(length([{ start: 0, end: 5 }, { start: 3, end: 8 }]), 8);
});

test("whoever has shifts is away outside of them, whoever has none is always there", () => {
  const shifts = [{ resource: "d1", day, start: 600, end: 1080 }];
  assert.deepEqual(offShift("d1", day, shifts, open), [{ start: 540, end: 600 }, { start: 1080, end: 1260 }]);
  assert.deepEqual(offShift("d1", "2026-11-22", shifts, open), [open]);
  assert.deepEqual(offShift("d2", day, shifts, open), []);
  assert.ok(isOnShift("d1", day, shifts) && !isOnShift("d1", "2026-11-22", shifts) && isOnShift("d2", day, shifts));
  assert.equal(bookable("d1", day, shifts, [{ resource: "d1", day, kind: "break", text: "", start: 720, end: 780 }], open), 420);
});

test("what overlaps stands side by side, and fills what is free to its right", () => {
  const { placed } = pack([visit("a", 540, 600), visit("b", 560, 620), visit("c", 620, 640), visit("d", 600, 640)], (one) => one);
  const at = (id: string) => placed.find(({ item }) => item.id === id);
  const where = (id: string) => [at(id)?.lane, at(id)?.of, at(id)?.wide];
  assert.deepEqual(where("a"), [0, 2, 1]);
  assert.deepEqual(where("b"), [1, 2, 1]);
  assert.deepEqual(where("d"), [0, 2, 1]);
  assert.deepEqual(where("c"), [1, 2, 1]);
  assert.deepEqual(pack([visit("x", 540, 600), visit("y", 600, 660)], (one) => one).placed.map(({ of }) => of), [1, 1]);
  const wide = pack([visit("a", 0, 100), visit("b", 0, 20), visit("c", 0, 20), visit("d", 50, 90)], (one) => one).placed.find(({ item }) => item.id === "d");
  assert.deepEqual([wide?.lane, wide?.of, wide?.wide], [1, 3, 2]);
});

test("a crowd is counted instead of drawn, nothing is lost and nothing covers anything", () => {
  const many = visits(people(1), [labDay], { overlaps: 1, density: 1 });
  const { placed, crowds } = pack(many, (one) => one, 3);
  assert.ok(crowds.length > 0);
  assert.equal(placed.length + crowds.reduce((sum, crowd) => sum + crowd.items.length, 0), many.length);
  for (const left of placed) {
    assert.ok(left.lane + left.wide <= left.of && left.of <= 3);
    for (const right of placed) {
      const meet = left !== right && left.span.start < right.span.end && right.span.start < left.span.end;
      assert.ok(!meet || left.lane + left.wide <= right.lane || right.lane + right.wide <= left.lane);
    }
  }
});

test("a doctor is free while the numbing works, and two of them can share a room for resting", () => {
  const first = long("a", 600);
  assert.deepEqual(held(first, "d1"), [{ start: 630, end: 690 }]);
  assert.deepEqual(freeParts(first, "d1"), [{ start: 0, end: 30 }, { start: 90, end: 120 }]);
  assert.deepEqual(conflictsOf(visit("b", 600, 630), plan([first])), []);
  assert.deepEqual(conflictsOf(visit("b", 600, 645), plan([first])).map((one) => [one.isHard, one.kind, one.resource, one.other?.id]), [[true, "double", "d1", "a"]]);
  const resting = (id: string) => visit(id, 600, 630, { uses: ["rest"] });
  assert.deepEqual(conflictsOf(resting("b"), plan([first])), []);
  assert.equal(conflictsOf(resting("c"), plan([first, resting("b")]))[0]?.kind, "double");
});

test("what does not take place holds nothing, and touching visits do not meet", () => {
  assert.deepEqual(conflictsOf(visit("b", 600, 630), plan([visit("a", 600, 630, { state: "noshow" }), visit("c", 600, 630, { state: "cancelled" }), visit("d", 630, 660)])), []);
});

test("buffers are soft, closed times and the ends of shifts are hard and come first", () => {
  const found = conflictsOf(visit("b", 660, 720), plan([visit("a", 600, 655, { after: 10 })], {
    shifts: [{ resource: "d1", day, start: 540, end: 700 }], closures: [{ resource: "d1", day, kind: "break", text: "午休", start: 710, end: 720 }],
  }));
  assert.deepEqual(found.map((one) => [one.isHard, one.kind]), [[true, "closed"], [true, "offShift"], [false, "buffer"]]);
  assert.equal(conflictsOf(visit("b", 600, 630, { after: 15 }), plan([visit("a", 640, 660)]))[0]?.isHard, false);
  assert.deepEqual(conflictsOf(visit("b", 600, 630, { after: 10 }), plan([visit("a", 640, 660)])), []);
});

test("a visit moves with all of its parts, and stays inside opening hours", () => {
  const to = moved(long("a", 600), { start: 1257, from: "d1", to: "d2" }, 15, open);
  assert.deepEqual([to.start, to.end, to.uses], [1140, 1260, ["d2", "r1", "rest"]]);
  assert.deepEqual(to.segments?.[1]?.uses, ["d2", "r1"]);
  assert.equal(moved(visit("a", 600, 630), { start: 100 }, 15, open).start, 540);
  assert.equal(moved(visit("a", 607, 637), { day: "2026-11-22" }, 15, open).start, 607);
  assert.deepEqual(moved(visit("a", 600, 630, { uses: ["d1", "d2"] }), { from: "d1", to: "d2" }, 15, open).uses, ["d1", "d2"]);
});

test("a longer visit grows where its work is done, and never vanishes", () => {
  const longer = resized(long("a", 600), 735, 15, open);
  assert.deepEqual(longer.segments?.map(({ from, to }) => [from, to]), [[0, 30], [30, 105], [105, 135]]);
  assert.equal(resized(long("a", 600), 0, 15, open).end, 675);
  assert.equal(resized(visit("a", 600, 630), 0, 15, open).end, 615);
  assert.equal(resized(visit("a", 600, 630), 5000, 15, open).end, 1260);
});

test("a place is drawn in either direction, at least a slot long", () => {
  assert.deepEqual(drawn("d1", day, 607, 652, 15, open), { resource: "d1", day, start: 600, end: 660 });
  assert.deepEqual(drawn("d1", day, 652, 607, 15, open), { resource: "d1", day, start: 600, end: 660 });
  assert.deepEqual(drawn("d1", day, 600, 600, 15, open), { resource: "d1", day, start: 600, end: 615 });
  assert.deepEqual(drawn("d1", day, 1259, 1400, 15, open), { resource: "d1", day, start: 1245, end: 1260 });
  assert.equal(snap(547, 15), 540);
});

test("arrow keys go through visits and the places between them", () => {
  const own = [visit("a", 570, 605), visit("b", 607, 640), visit("c", 700, 800), visit("d", 720, 750), visit("e", 720, 740)];
  const walk = (from: Stand, by: 1 | -1): string => {
    const seen: string[] = [];
    for (let at = from; ;) {
      const next = step(at, by, own, 15, { start: 540, end: 840 });
      if (next.at === at.at && next.booking === at.booking) return seen.join(" ");
      seen.push(next.booking ?? String(next.at));
      at = next;
    }
  };
  assert.equal(walk({ at: 540 }, 1), "555 a b 645 660 675 c d e 810 825");
  assert.equal(walk({ at: 825 }, -1), "810 e d c 675 660 645 b a 555 540");
  assert.deepEqual(standAt(580, own), { at: 570, booking: "a" });
  assert.deepEqual(standAt(660, own), { at: 660 });
});

test("pixels and minutes are two names of one place, and few columns are drawn of many", () => {
  const scale = new Scale(open, 1.75, 40, columnWidth(1200, 40, 144));
  assert.equal(scale.minute(scale.top(700)), 700);
  assert.deepEqual([scale.column(0), scale.column(scale.left(7) + 1), scale.column(1e6)], [0, 7, 39]);
  const { from, to } = visibleColumns(scale.left(20), 1200, scale);
  assert.ok(from <= 20 && to - from < 13);
  assert.deepEqual(visibleColumns(0, 1200, new Scale(open, 1.75, 3, 380)), { from: 0, to: 3 });
  assert.equal(columnWidth(1208, 8, 144), 144);
  assert.deepEqual(hours({ start: 570, end: 720 }).map(clock), ["10:00", "11:00", "12:00"]);
});

test("columns hide who is off unless there is something to do, and say how full a day is", () => {
  const shifts = [{ resource: "d2", day: "2026-11-22", start: 540, end: 1080 }];
  const ids = (bookings: Booking[], hidesOff = true) => dayColumns(plan(bookings, { shifts }), day, "doctor", { hidesOff, showsAll: false }).map((column) => column.resource.id);
  assert.deepEqual(ids([]), ["d1"]);
  assert.deepEqual(ids([], false), ["d1", "d2"]);
  assert.deepEqual(ids([visit("a", 600, 630, { uses: ["d2"] })]), ["d1", "d2"]);
  const [column] = dayColumns(plan([long("a", 540), visit("b", 800, 860, { state: "noshow" })]), day, "doctor", { hidesOff: true, showsAll: false });
  assert.equal(column?.load, Math.round((100 * 60) / 720));
  assert.deepEqual(column?.bookings.map((one) => one.id), ["a"]);
  assert.deepEqual(weekOf(day), ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20", "2026-11-21", "2026-11-22"]);
  assert.equal(weekColumns(plan([]), day, resources[0] as Plan["resources"][0], false).length, 7);
});

test("the lab's clinic is possible, and the same every time", () => {
  const clinic = ordinaryDay();
  assert.deepEqual(clinic.bookings, ordinaryDay().bookings);
  assert.ok(clinic.bookings.length > 30 && clinic.bookings.some((booking) => booking.segments));
  for (const booking of clinic.bookings) assert.deepEqual(conflictsOf(booking, { ...clinic, open: labOpen }).filter((one) => one.isHard && booking.state !== "noshow" && booking.state !== "cancelled"), []);
});
