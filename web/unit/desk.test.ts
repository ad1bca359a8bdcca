import assert from "node:assert/strict";
import test from "node:test";
import { dayMinute, endMinute, endOfDay, mondayOf, momentOf, weekdayOf } from "../src/lib/clock";
import { namesOf } from "../src/lib/directory";
import { numberOrNull, said, wordsOf } from "../src/lib/form";
import { fenOf, yuan, yuanTyped } from "../src/lib/money";
import { categoriesBelow, categoryChoices, categoryTree } from "../src/features/catalogue/categories";
import { worth } from "../src/features/catalogue/packages";
import { movedBy, Plan, planBody, planDraft, planMinutes } from "../src/features/catalogue/plan";
import { effectsOf, newRule, ofKind, safetyBody } from "../src/features/catalogue/safety";
import { appointmentOf, Appointment, lateness } from "../src/lib/appointments";
import { askedText, DepositRule, depositTexts, ruleOn } from "../src/lib/deposits";
import { bodyBack, bookingOf, changeBody, closuresOf, concernsOf, openOf, refusalOf, shiftsOf as working, Wording } from "../src/features/calendar/appointments";
import { amended, groupOf, movedTo, placeOf, reasoned, seriesOf } from "../src/features/calendar/bundle";
import { comesOn, hoursOf as waitHours, inLine, keepsPlace, leftOf, matching, wishBody, wishChange, wishDraft, wishProblems } from "../src/features/waitlist/model";
import { nameOf } from "../src/features/tasks/about";
import { counterStanding, deviceStanding, firstDue, licenceStanding, standing } from "../src/features/resources/due";
import { badPeriods, dayMarks, difference, draftBody, hoursText, inCell, isSame, overlapping, shiftOf, shiftsOf, toggled, withCell, worked } from "../src/features/rosters/draft";
import type { Booking, Change, Outcome } from "../src/ui/calendar/model";
import { isNewer, Sending } from "../src/ui/calendar/sending";
import { moved, resized } from "../src/ui/calendar/moves";

const zone = "Asia/Shanghai";

test("the clinic's clock and moments are two names of one time, also where clocks are changed", () => {
  assert.deepEqual(dayMinute("2026-11-22T16:30:00Z", zone), { day: "2026-11-23", minute: 30 });
  assert.equal(momentOf("2026-11-23", 30, zone), "2026-11-22T16:30:00Z");
  assert.equal(momentOf("2026-11-23", 1440, zone), "2026-11-23T16:00:00Z");
  assert.equal(endMinute("2026-11-23T16:00:00Z", "2026-11-23", zone), 1440);
  for (const day of ["2026-03-29", "2026-10-25", "2026-07-01"]) {
    for (const minute of [0, 90, 600, 1439]) assert.deepEqual(dayMinute(momentOf(day, minute, "Europe/Berlin"), "Europe/Berlin"), { day, minute });
  }
  assert.equal(endOfDay("00:00"), 1440);
  assert.deepEqual([mondayOf("2026-11-22"), mondayOf("2026-11-23"), weekdayOf("2026-11-22"), weekdayOf("2026-11-23")], ["2026-11-16", "2026-11-23", 7, 1]);
});

test("money is whole fen, however it is typed", () => {
  assert.deepEqual(["1,286", "￥ 1286.5", "０.０５", "1286.505", "abc", ""].map(fenOf), [128_600, 128_650, 5, undefined, undefined, undefined]);
  assert.deepEqual([yuan(128_650), yuan(5), yuan(123_456_789), yuan(null), yuan(-150)], ["¥1,286.50", "¥0.05", "¥1,234,567.89", "—", "−¥1.50"]);
  for (const fen of [0, 5, 100, 128_650]) assert.equal(fenOf(yuanTyped(fen)), fen);
});

test("what is typed into forms becomes what the API takes", () => {
  assert.deepEqual(wordsOf(" 热玛吉，光电, 光电；注射 "), ["热玛吉", "光电", "注射"]);
  assert.deepEqual([numberOrNull("３０"), numberOrNull(""), numberOrNull("1.5"), numberOrNull("-2")], [30, null, null, -2]);
  assert.deepEqual(said({ a: 1, b: null, c: undefined, d: "" }), { a: 1, d: "" });
});

test("the deposit rule of a day is the last that has begun, and one of nothing ends it", () => {
  const rule = (since: string, kind: DepositRule["kind"]): DepositRule => ({ since, kind, amountFen: 20_000, percent: 30, payHours: 24, freeHours: 48, latePercent: 50, noShowPercent: 100 });
  const rules = [rule("2026-03-01", "none"), rule("2026-01-01", "amount"), rule("2026-02-01", "share")];
  assert.deepEqual(["2025-12-31", "2026-01-31", "2026-02-01", "2026-03-01"].map((day) => ruleOn(rules, day)?.kind), [undefined, "amount", "share", undefined]);
  assert.deepEqual([askedText(rule("2026-01-01", "amount"), depositTexts.en), askedText(rule("2026-01-01", "share"), depositTexts.zh)], ["¥200.00 a visit", "价格的 30%"]);
  assert.equal(appointmentOf({ depositState: "none", depositFen: 0 }).deposit, null);
  // Somebody else's.
  assert.equal(appointmentOf({ depositState: null }).deposit, null);
  assert.deepEqual(appointmentOf({ depositState: "due", depositFen: 20_000, depositDueAt: "2026-11-23T02:00:00Z" }).deposit, { state: "due", fen: 20_000, paidFen: 0, forfeitFen: 0, dueAt: "2026-11-23T02:00:00Z", terms: [] });
});

test("categories make a tree, and none lies below itself", () => {
  const all = [{ id: "a", name: "注射", position: 2 }, { id: "b", name: "玻尿酸", parentId: "a" }, { id: "c", name: "光电", position: 1 }, { id: "d", name: "唇部", parentId: "b" }];
  assert.deepEqual(categoryTree(all).map((node) => [node.id, node.children.map((child) => child.id)]), [["c", []], ["a", ["b"]]]);
  const below = categoriesBelow(all, "a");
  assert.deepEqual([...below].sort(), ["a", "b", "d"]);
  assert.deepEqual(categoryChoices(all, below).map((one) => one.value), ["c"]);
  assert.deepEqual(categoryChoices(all).find((one) => one.value === "d")?.label, "注射 › 玻尿酸 › 唇部");
});

test("a plan goes through its form and back unchanged", () => {
  const plan: Plan = {
    version: 3,
    segments: [
      { name: "敷麻药", minutes: 30, needs: [{ bond: 1, alternatives: [{ kind: "room", tags: ["留观"], resourceId: null, bufferBefore: 0, bufferAfter: 10 }] }] },
      { name: "治疗", minutes: 60, needs: [{ bond: null, alternatives: [{ kind: "doctor", tags: [], resourceId: "d1", bufferBefore: 5, bufferAfter: 0 }, { kind: "nurse", tags: [], resourceId: null, bufferBefore: 0, bufferAfter: 0 }] }] },
    ],
  };
  assert.deepEqual(planBody(planDraft(plan)), { segments: plan.segments });
  assert.equal(planMinutes(planDraft(plan)), 90);
  assert.deepEqual(movedBy(planDraft(plan), 1, -1).map((one) => one.name), ["治疗", "敷麻药"]);
});

test("a rule of another kind keeps nothing that does not belong to it", () => {
  const age = ofKind(newRule, "age_below");
  assert.deepEqual(safetyBody([newRule, age]).rules, [{ kind: "warning", effect: "contraindicated", subject: "pregnancy" }, { kind: "age_below", effect: "contraindicated", measure: 18 }]);
  assert.equal(ofKind(age, "consent").effect, "required");
  assert.ok(effectsOf("warning").every((effect) => effect !== "required"));
  assert.equal(worth([{ serviceId: "a", sessions: 3 }, { serviceId: "b", sessions: 1, gift: true }], new Map([["a", 100], ["b", 50]])), 350);
});

test("papers are good on their last day, spoken of a month before, and a used-up counter is overdue", () => {
  const day = "2026-11-22";
  assert.deepEqual(["2026-11-21", "2026-11-22", "2026-12-22", "2026-12-23", null].map((until) => standing(until, day)), ["over", "soon", "soon", "fine", "fine"]);
  assert.deepEqual([counterStanding(100, 100), counterStanding(90, 100), counterStanding(89, 100), counterStanding(5, null)], ["over", "soon", "fine", "fine"]);
  assert.equal(deviceStanding({ maintenanceDue: "2027-05-01", certificateUntil: "2026-11-01" }, day), "over");
  assert.equal(firstDue({ maintenanceDue: "2027-05-01", metrologyDue: "2027-01-01" }), "2027-01-01");
  assert.equal(licenceStanding({ validUntil: "2030-01-01", placeIds: [] } as never, day), "over");
  assert.equal(licenceStanding({ validUntil: "2026-12-01", placeIds: ["b"], state: "valid" } as never, day), "soon");
});

test("a list of the whole chain's says of whom and where without names of other branches, and nothing while names are on their way", () => {
  const name = (id: string) => ({ a: "王医生" } as Record<string, string>)[id];
  assert.deepEqual(namesOf(["a"], name, true, "非本院区人员"), ["王医生"]);
  assert.deepEqual(namesOf(["b", "a", "c"], name, true, "其他院区"), ["王医生", "其他院区"]);
  assert.deepEqual(namesOf(["b"], name, false, "其他院区"), []);
  assert.deepEqual(namesOf([], name, true, "其他院区"), []);
});

test("a task is about whom the reader sees, by name or number, and about nobody else", () => {
  const leads = new Map([["l", { name: "林*", number: 7 }], ["n", { name: null, number: 8 }]]);
  const customers = new Map([["c", { name: "陈晓", number: 1 }]]);
  const about = (task: object) => nameOf(task as never, leads, customers);
  assert.deepEqual([about({ leadId: "l" }), about({ leadId: "n" }), about({ customerId: "c" })], ["林*", "#8", "陈晓"]);
  assert.deepEqual([about({ leadId: "other" }), about({ customerId: "l" }), about({})], [undefined, undefined, undefined]);
});

const early = { id: "t1", name: "早班", startsMinute: 540, endsMinute: 1080, breakStartsMinute: 720, breakEndsMinute: 780 };

test("a week is drafted cell by cell, and says what became different", () => {
  const before = [shiftOf(early, "d1", "2026-11-23")];
  const after = toggled(toggled(before, early, "d1", "2026-11-24"), early, "d1", "2026-11-23");
  assert.deepEqual(after.map((one) => one.day), ["2026-11-24"]);
  const { added, removed } = difference(before, after);
  assert.deepEqual([added.map((one) => one.day), removed.map((one) => one.day)], [["2026-11-24"], ["2026-11-23"]]);
  assert.ok(isSame(before, toggled(toggled(before, early, "d1", "2026-11-23"), early, "d1", "2026-11-23")));
  assert.equal(worked(before), 480);
  assert.equal(hoursText(450), "7.5");
  const own = { ...shiftOf(early, "d1", "2026-11-23"), templateId: null, starts: 1000, ends: 1260, breakStarts: null, breakEnds: null };
  assert.ok(overlapping([...before, own]) && !overlapping([...before, { ...own, starts: 1080 }]));
  assert.deepEqual(inCell(withCell(before, "d1", "2026-11-23", [own]), "d1", "2026-11-23"), [own]);
  assert.deepEqual(draftBody("2026-11-23", [before[0] ?? own, own]).shifts, [
    { resourceId: "d1", day: "2026-11-23", templateId: "t1" }, { resourceId: "d1", day: "2026-11-23", startsMinute: 1000, endsMinute: 1260 },
  ]);
});

test("shifts come by the clinic's clock, and one until midnight ends with its day", () => {
  const [shift] = shiftsOf([{ id: "s", resourceId: "d1", day: "2026-11-23", templateId: null, startsAt: "2026-11-23T06:00:00Z", endsAt: "2026-11-23T16:00:00Z", breakStartsAt: null, breakEndsAt: null }], zone);
  assert.deepEqual([shift?.starts, shift?.ends], [840, 1440]);
});

test("of what is said of a day the nearest unit's word counts, and periods of a day do not meet", () => {
  const units = [{ id: "chain", parentId: null }, { id: "region", parentId: "chain" }, { id: "branch", parentId: "region" }];
  const marks = dayMarks([
    { unitId: "chain", day: "2026-10-01", kind: "closed", name: "国庆" }, { unitId: "branch", day: "2026-10-01", kind: "make_up", name: "加班", likeWeekday: 6 }, { unitId: "other", day: "2026-10-02", kind: "closed", name: "x" },
  ], units, "branch");
  assert.deepEqual([...marks], [["2026-10-01", { kind: "make_up", name: "加班", likeWeekday: 6 }]]);
  assert.deepEqual(badPeriods([{ weekday: 1, opens: 540, closes: 720 }, { weekday: 1, opens: 700, closes: 1080 }, { weekday: 2, opens: 600, closes: 600 }, { weekday: 3, opens: 540, closes: 1080 }]), [0, 1, 2]);
});

const wording: Wording = { service: (id) => ({ s1: "热玛吉" })[id] ?? "", tier: () => "金卡", hidden: "其他客户", held: "保留时段", completed: "已完成" };
const appointment: Appointment = appointmentOf({
  id: "a", number: 7, branchId: "b", customerId: "c", state: "booked", startsAt: "2026-11-23T01:00:00Z", endsAt: "2026-11-23T03:00:00Z", version: 4,
  segments: [
    { position: 2, serviceId: "s1", name: "治疗", startsAt: "2026-11-23T01:30:00Z", endsAt: "2026-11-23T03:00:00Z", resourceIds: ["r1", "d1"] },
    { position: 1, serviceId: "s1", name: "敷麻", startsAt: "2026-11-23T01:00:00Z", endsAt: "2026-11-23T01:30:00Z", resourceIds: ["r1"] },
  ],
});

test("an appointment is drawn at its minutes, and only what a hand changed is sent", () => {
  const booking = bookingOf(appointment, { id: "c", name: "林小雨", level: "gold" }, wording, zone);
  assert.deepEqual([booking.day, booking.start, booking.end, booking.state, booking.service, booking.customer, booking.tier, booking.version], ["2026-11-23", 540, 660, "pending", "热玛吉", "林小雨", "金卡", 4]);
  assert.deepEqual(booking.segments?.map(({ from, to, uses }) => [from, to, uses]), [[0, 30, ["r1"]], [30, 120, ["r1", "d1"]]]);
  assert.equal(bookingOf({ ...appointment, customerId: null }, undefined, wording, zone).customer, "其他客户");
  assert.equal(bookingOf({ ...appointment, customerId: null, state: "held" }, undefined, wording, zone).customer, "保留时段");
  assert.ok(bookingOf({ ...appointment, state: "completed" }, undefined, wording, zone).fixed);
  const open = { start: 540, end: 1260 };
  const at = (day: string, minute: number) => momentOf(day, minute, zone);
  assert.deepEqual(changeBody(booking, moved(booking, { start: 600 }, 15, open), at), { startsAt: "2026-11-23T02:00:00Z" });
  assert.deepEqual(changeBody(booking, resized(booking, 675, 15, open), at), { minutes: [30, 105] });
  assert.deepEqual(changeBody(booking, moved(booking, { from: "d1", to: "d2" }, 15, open), at), { resources: ["r1", "d2"] });
  assert.deepEqual(changeBody(booking, booking, at), {});
});

test("who has no shift at all is away, and what another branch took of somebody shows without its reason", () => {
  const time = {
    intervals: [{ resourceId: "d1", kind: "doctor", startsAt: "2026-11-23T01:00:00Z", endsAt: "2026-11-23T09:30:00Z" }],
    taken: [
      { resourceId: "d1", kind: "appointment", place: 1, startsAt: "2026-11-23T01:30:00Z", endsAt: "2026-11-23T03:00:00Z" }, { resourceId: "d1", kind: "appointment", place: 1, startsAt: "2026-11-23T05:00:00Z", endsAt: "2026-11-23T06:00:00Z" },
      { resourceId: "d1", kind: "leave", place: 1, startsAt: "2026-11-23T08:00:00Z", endsAt: "2026-11-24T02:00:00Z" },
    ],
  };
  const shifts = working(time, [{ id: "d1", kind: "doctor", name: "" }, { id: "d2", kind: "doctor", name: "" }], zone);
  assert.deepEqual(shifts[0], { resource: "d1", day: "2026-11-23", start: 540, end: 1050 });
  assert.ok(shifts.some((one) => one.resource === "d2" && one.day < "2000"));
  const closures = closuresOf(time, [bookingOf(appointment, undefined, wording, zone)], { leave: "休假", maintenance: "维护", block: "占用", elsewhere: "在其他院区" }, zone);
  assert.deepEqual(closures.map((one) => [one.day, one.start, one.end, one.text]), [["2026-11-23", 780, 840, "在其他院区"], ["2026-11-23", 960, 1440, "休假"], ["2026-11-24", 0, 600, "休假"]]);
  assert.deepEqual(openOf(shifts, []), { start: 540, end: 1080 });
  assert.deepEqual(openOf([], []), { start: 540, end: 1260 });
});

test("a refusal is read as reasons and at most three ways out, and nothing else is taken for one", () => {
  const document = { conflicts: [{ kind: "taken" }], alternatives: [1, 2, 3, 4] };
  assert.equal(refusalOf({ code: "appointment.not_free", document })?.alternatives.length, 3);
  assert.equal(refusalOf({ code: "resource.stale", document }), undefined);
  assert.deepEqual(refusalOf({ code: "appointment.not_free" }), { conflicts: [], alternatives: [] });
  assert.equal(concernsOf({ code: "appointment.concerns", document: { concerns: [{ kind: "age", severity: "stop" }] } })?.length, 1);
});

const place = (start: number, version: number): Booking => ({ id: "a", day: "2026-11-23", start, end: start + 30, customer: "", service: "", state: "booked" as never, uses: ["d1"], version });
const change = (from: number, to: number): Change => ({ from: place(from, 1), to: place(to, 1), conflicts: [], isUndo: false });

test("changes of one visit are sent one after another, each under the version that the one before it left", async () => {
  const sending = new Sending();
  const seen: string[] = [];
  const waiting: (() => void)[] = [];
  const deliver = (one: Change) => new Promise<Outcome>((done) => {
    seen.push(`${one.to.start}@${one.from.version}`);
    waiting.push(() => done({ saved: { ...one.to, version: (one.from.version ?? 0) + 1 } }));
  });
  const turn = () => new Promise((done) => setTimeout(done, 0));
  const [first, second] = [sending.send(change(540, 600), deliver), sending.send(change(600, 660), deliver)];
  await turn();
  assert.deepEqual(seen, ["600@1"]);
  waiting[0]?.();
  assert.equal((await first)?.isLatest, false);
  await turn();
  assert.deepEqual(seen, ["600@1", "660@2"]);
  waiting[1]?.();
  const last = await second;
  assert.ok(last?.isLatest && "saved" in last.outcome && last.outcome.saved.version === 3);
});

test("what stood on a refused change is not sent, and the next one is", async () => {
  const sending = new Sending();
  let asked = 0;
  const deliver = async (one: Change): Promise<Outcome> => {
    asked += 1;
    return asked === 1 ? { refused: "taken", theirs: place(700, 9) } : { saved: one.to };
  };
  const [first, second] = [sending.send(change(540, 600), deliver), sending.send(change(600, 660), deliver)];
  assert.ok("refused" in ((await first)?.outcome ?? {}) && (await first)?.isLatest);
  assert.equal(await second, undefined);
  assert.equal(asked, 1);
  assert.ok("saved" in ((await sending.send(change(700, 720), deliver))?.outcome ?? {}));
});

test("an answer that was read before a change does not take it back", () => {
  assert.ok(isNewer(place(600, 3), place(540, 2)));
  assert.ok(!isNewer(place(600, 3), place(600, 3)));
  assert.ok(!isNewer(place(600, 3), undefined));
});

test("what was found for a series is the first's alone, and reasons come with what was refused", () => {
  const whole = { branchId: "b", startsAt: "2026-11-23T02:00:00Z", services: ["s"], resources: ["room", "li"], remark: "x", overbook: "urgent", despite: "asked", hold: false };
  const of = (resource: string) => seriesOf(whole, { every: 7, times: 3, customerId: "c", resource }, zone);
  const later = { branchId: "b", services: ["s"], remark: "x", customerId: "c" };
  assert.deepEqual(of(""), [
    { ...later, startsAt: "2026-11-23T02:00:00Z", resources: ["room", "li"] },
    { ...later, startsAt: "2026-11-30T02:00:00Z" },
    { ...later, startsAt: "2026-12-07T02:00:00Z" },
  ]);
  assert.deepEqual(of("li").map((one) => one.resources), [["room", "li"], ["li"], ["li"]]);
});

test("a group comes at once, or takes turns with the one who was asked for", () => {
  const whole = { branchId: "b", startsAt: "2026-11-23T02:00:00Z", services: ["s"], resources: ["room", "li"], source: "desk" as const };
  const guests = [{ customerId: "a", service: "" }, { customerId: "b", service: "other" }];
  assert.deepEqual(groupOf(whole, guests, { gap: 0, resource: "li" }).map((one) => [one.customerId, one.startsAt, one.services, one.resources]), [
    ["a", "2026-11-23T02:00:00Z", ["s"], ["room", "li"]], ["b", "2026-11-23T02:00:00Z", ["other"], undefined],
  ]);
  assert.deepEqual(groupOf(whole, guests, { gap: 45, resource: "li" }).map((one) => [one.startsAt, one.resources]), [
    ["2026-11-23T02:00:00Z", ["room", "li"]], ["2026-11-23T02:45:00Z", ["li"]],
  ]);
});

test("a reason against medical concerns is asked for once for a whole series, and of a group for the one person", () => {
  const series = reasoned({}, 3, undefined, { despite: "医生已确认" });
  const bookings = seriesOf({ branchId: "b", startsAt: "2026-11-23T02:00:00Z", services: ["s"] }, { every: 7, times: 3, customerId: "c", resource: "" }, zone);
  assert.deepEqual(amended(bookings, series).map((one) => one.despite), ["医生已确认", "医生已确认", "医生已确认"]);
  const group = reasoned(reasoned({}, 3, 1, { despite: "问过" }), 3, 1, { overbook: "加号" });
  assert.deepEqual(amended(bookings, group).map((one) => [one.despite, one.overbook]), [[undefined, undefined], ["问过", "加号"], [undefined, undefined]]);
  // Another time was not what the reasons were given for.
  assert.deepEqual(amended(bookings, movedTo(group, 1, "2026-12-01T02:00:00Z", ["r"])).map((one) => [one.startsAt, one.overbook]).slice(1, 2), [["2026-12-01T02:00:00Z", undefined]]);
});

test("a refusal of several says which of them it is about", () => {
  assert.equal(placeOf({ document: { conflicts: [{ kind: "taken", booking: 2 }] } }), 2);
  assert.equal(placeOf({ document: { concerns: [], booking: 1 } }), 1);
  assert.equal(placeOf({ document: { errors: [{ pointer: "/bookings/3/customerId" }] } }), 3);
  assert.equal(placeOf({ document: { conflicts: [{ kind: "taken" }] } }), undefined);
});

test("the line is in the order in which the server asks: the most urgent first, then who waits longest", () => {
  const entry = (id: string, priority: number, createdAt: string, more = {}) => ({ id, priority, createdAt, state: "waiting" as const, from: "2026-11-23", until: "2026-11-29", weekdays: ["1", "2", "3", "4", "5", "6", "7"], services: ["s"], ...more });
  const line = inLine([entry("late", 0, "2026-11-22T03:00:00Z"), entry("early", 0, "2026-11-22T01:00:00Z"), entry("urgent", 9, "2026-11-22T04:00:00Z", { weekdays: ["6", "7"], services: ["t"] })]);
  assert.deepEqual(line.map((one) => one.id), ["urgent", "early", "late"]);
  const none = { state: "", service: "", priority: "", days: "" };
  const ids = (filter: object) => matching(line, { ...none, ...filter }).map((one) => one.id);
  assert.deepEqual([ids({}), ids({ service: "s" }), ids({ priority: "urgent" }), ids({ state: "offered" })], [["urgent", "early", "late"], ["early", "late"], ["urgent"], []]);
  assert.deepEqual([ids({ days: "2026-11-24..2026-11-25" }), ids({ days: "2026-11-28.." }), ids({ days: "..2026-11-22" })], [["early", "late"], ["urgent", "early", "late"], []]);
  assert.deepEqual([comesOn(entry("a", 0, ""), "2026-11-30"), comesOn(entry("a", 0, "", { weekdays: ["2"] }), "2026-11-24")], [false, true]);
});

test("a wish goes through its form and back, and what nobody touched stays", () => {
  const entry = { id: "w", customerId: "c", services: ["s"], resources: ["li", "room"], from: "2026-11-23", until: "2026-11-29", weekdays: ["1", "3"], after: 540, before: 1440, priority: 4 };
  assert.deepEqual(wishBody(wishDraft(entry), { branch: "b", customer: "c", services: ["s"], before: entry }), {
    branchId: "b", customerId: "c", services: ["s"], from: "2026-11-23", until: "2026-11-29", resources: ["li", "room"], weekdays: ["1", "3"], after: 540, priority: 4,
  });
  const draft = { ...wishDraft(entry), with: "", urgency: "urgent", before: "00:00" };
  assert.deepEqual(wishBody(draft, { branch: "b", customer: "c", services: ["s", ""], before: entry }), {
    branchId: "b", customerId: "c", services: ["s"], from: "2026-11-23", until: "2026-11-29", weekdays: ["1", "3"], after: 540, before: 1440, priority: 9,
  });
  // Days, hours and people are changed in place, all of them said; another service or urgency is another wish.
  assert.deepEqual(wishChange({ ...wishDraft(entry), with: "", weekdays: [], after: "" }, entry), { from: "2026-11-23", until: "2026-11-29", resources: null, weekdays: null, after: null, before: null });
  assert.deepEqual([keepsPlace(wishDraft(entry), ["s", ""], entry), keepsPlace(draft, ["s"], entry), keepsPlace(wishDraft(entry), ["s", "t"], entry)], [true, false, false]);
  assert.deepEqual(wishProblems({ ...draft, from: "2026-11-30" }, "2026-11-22"), { until: "order" });
  assert.deepEqual(wishProblems({ ...draft, until: "2027-03-01", after: "10:00", before: "09:00" }, "2026-11-22"), { until: "long", before: "order" });
  assert.deepEqual(wishProblems({ ...draft, until: "2026-11-01" }, "2026-11-22"), { until: "over" });
  assert.deepEqual([waitHours({ after: 0, before: 1440 }), waitHours({ after: 540, before: 1440 }), waitHours({ after: null, before: 720 })], [undefined, "09:00–24:00", "00:00–12:00"]);
});

test("an offer is counted down to nothing", () => {
  const now = Date.parse("2026-11-22T10:00:00Z");
  assert.deepEqual(["2026-11-22T10:30:00Z", "2026-11-22T10:00:05Z", "2026-11-22T10:00:00Z", null].map((until) => leftOf(until, now)), ["30:00", "0:05", undefined, undefined]);
});

test("a move is taken back to the time, the lengths and the resources from before", () => {
  const segment = (from: string, to: string, ...resourceIds: string[]) => ({ serviceId: "s", name: "", position: 1, startsAt: `2026-11-23T${from}:00Z`, endsAt: `2026-11-23T${to}:00Z`, resourceIds });
  assert.deepEqual(bodyBack({ startsAt: "2026-11-23T08:30:00Z", segments: [segment("08:30", "08:45", "room"), segment("08:45", "09:15", "room", "nurse")] }), {
    startsAt: "2026-11-23T08:30:00Z", minutes: [15, 30], resources: ["room", "nurse"],
  });
});

test("somebody is late after a quarter of an hour, and has not come when his time is over", () => {
  const one = { state: "confirmed" as const, startsAt: "2026-11-23T10:00:00Z", endsAt: "2026-11-23T10:30:00Z" };
  const at = (time: string) => lateness(one, Date.parse(`2026-11-23T${time}Z`));
  assert.deepEqual(["09:59:59", "10:00:00", "10:14:59", "10:15:00", "10:29:59", "10:30:00"].map(at), [undefined, "due", "due", "late", "late", "missed"]);
  assert.deepEqual((["held", "arrived", "completed", "no_show"] as const).map((state) => lateness({ ...one, state }, Date.parse("2026-11-24T00:00:00Z"))), [undefined, undefined, undefined, undefined]);
});
