import assert from "node:assert/strict";
import test from "node:test";
import { addDays, age, startOfDay } from "../src/lib/format";
import { halfWidth, isSought } from "../src/lib/input";
import { stroke } from "../src/lib/keys";
import { matchPath } from "../src/lib/router";
import { inPlace } from "../src/lib/pages";
import { patience } from "../src/lib/stream";
import { Rights } from "../src/lib/me";
import type { Me } from "../src/lib/me";
import { drawnRows, visibleRows } from "../src/ui/window";
import { drawn, startOpen } from "../src/ui/matrix";
import { monthGrid, parseDay, shiftMonth } from "../src/ui/days";

test("rows that stand where they stood show new values; what came, went or moved waits", () => {
  const rows = (...ids: number[]) => ids.map((id) => ({ id, seen: "then" }));
  const now = (next: string | null, ...ids: number[]) => ({ data: ids.map((id) => ({ id, seen: "now" })), page: { next } });
  const id = (row: { id: number }) => row.id;
  assert.deepEqual(inPlace(rows(1, 2, 3), now("more", 1, 2), id)?.map((row) => row.seen), ["now", "now", "then"]);
  assert.deepEqual(inPlace(rows(1, 2), now(null, 1, 2), id)?.map((row) => row.seen), ["now", "now"]);
  for (const page of [now(null, 1), now(null, 1, 2, 3), now("more", 2, 1), now("more", 9, 1)]) assert.equal(inPlace(rows(1, 2), page, id), undefined);
  assert.deepEqual(inPlace([], now(null), id), []);
});

test("a lost stream is tried again, later each time and not in step", () => {
  assert.equal(patience(1, 1), 2000);
  assert.equal(patience(1, 0), 1000);
  assert.equal(patience(40, 1), 60_000);
});

test("two letters or characters, four digits or a number are enough to look for", () => {
  for (const enough of ["８０００", " 138 0013-8000 ", "+86 13800138000", "小雨", "zw", "#7", "张 8000", "wx_1"]) assert.equal(isSought(enough), true);
  for (const short of ["", "林", "z", "12", "123", "#"]) assert.equal(isSought(short), false);
});

test("full-width signs become half-width ones, Chinese stays", () => assert.equal(halfWidth("１３８　ａＢ（林）"), "138 aB(林)"));

test("a day of the clinic begins at midnight there", () => {
  assert.equal(startOfDay("2026-11-22"), "2026-11-21T16:00:00.000Z");
  assert.equal(addDays("2026-12-31", 1), "2027-01-01");
  assert.equal(addDays("2028-03-01", -1), "2028-02-29");
});

test("an age counts whole years", () => {
  assert.equal(age("1990-11-22", "2026-11-22"), 36);
  assert.equal(age("1990-11-23", "2026-11-22"), 35);
  assert.equal(age("****-**-**"), undefined);
});

test("days are read in every usual writing, and days that do not exist are refused", () => {
  for (const text of ["2026-1-5", "2026.01.05", "2026/1/5", "2026年1月5日", "20260105"]) assert.equal(parseDay(text), "2026-01-05");
  for (const text of ["2026-02-30", "5.1.2026", "tomorrow", "2026-13-01"]) assert.equal(parseDay(text), undefined);
  assert.equal(parseDay("  "), "");
});

test("a month is six weeks from Monday, and its last day is kept in shorter ones", () => {
  const days = monthGrid("2026-11-22");
  assert.equal(days.length, 42);
  assert.equal(days[0], "2026-10-26");
  assert.equal(shiftMonth("2026-01-31", 1), "2026-02-28");
  assert.equal(shiftMonth("2026-01-15", -1), "2025-12-15");
});

test("at most sixty rows are drawn, wherever one scrolls", () => {
  for (const top of [0, 10, 900, 35_000, 36_000]) {
    const { from, to } = visibleRows(top, 800, 36, 1000);
    assert.ok(to - from <= 60 && from >= 0 && to <= 1000);
    assert.ok(from * 36 <= Math.min(top, 36_000) && to * 36 >= Math.min(top + 800, 36_000));
  }
  assert.deepEqual(visibleRows(0, 4000, 36, 1000), { from: 0, to: 60 });
  assert.deepEqual(visibleRows(0, 800, 36, 3), { from: 0, to: 3 });
});

test("the row that is being changed is drawn wherever one scrolls, once and in its place", () => {
  assert.deepEqual(drawnRows({ from: 3, to: 6 }), [3, 4, 5]);
  for (const inSight of [3, 5]) assert.deepEqual(drawnRows({ from: 3, to: 6 }, inSight), [3, 4, 5]);
  assert.deepEqual(drawnRows({ from: 3, to: 6 }, 0), [0, 3, 4, 5]);
  assert.deepEqual(drawnRows({ from: 3, to: 6 }, 6), [3, 4, 5, 6]);
  assert.deepEqual(drawnRows({ from: 0, to: 0 }), []);
});

test("paths match by segments, and a broken escape does not throw", () => {
  assert.deepEqual(matchPath("/customers/:id", "/customers/a%20b"), { id: "a b" });
  assert.deepEqual(matchPath("/customers/:id", "/customers/%E0%A4%A"), { id: "%E0%A4%A" });
  assert.equal(matchPath("/customers/:id", "/customers"), undefined);
  assert.deepEqual(matchPath("/today", "/today/"), {});
});

test("keystrokes have one name", () => {
  const key = (event: Partial<KeyboardEvent> & { key: string }) => stroke({ ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...event });
  assert.equal(key({ key: "k", ctrlKey: true }), "Ctrl+K");
  assert.equal(key({ key: "k", metaKey: true }), "Ctrl+K");
  assert.equal(key({ key: "?", shiftKey: true }), "?");
  assert.equal(key({ key: "ArrowUp", shiftKey: true }), "Shift+ArrowUp");
});

const me: Me = {
  user: { id: "u", userName: "u", displayName: "U", locale: null, totpEnabled: false },
  tenant: { id: "t", slug: "rosa", name: "R", locale: "zh", timeZone: "Asia/Shanghai", complianceProfile: "standard" },
  session: { id: "s", expiresAt: "", steppedUpAt: null }, branches: [], grants: [],
  permissions: [{ action: "read.customer", branches: ["a"] }, { action: "read.audit", branches: null }],
  resources: {
    customer: [
      { rows: { branches: ["a"], relation: "unit" }, actions: [], fields: { phone: { level: "masked", uses: ["reveal", "set"] }, name: { level: "read", uses: [] } } },
      { rows: { branches: ["b"], relation: "own" }, actions: [], fields: { phone: { level: "none", uses: [] }, name: { level: "write", uses: ["filter"] } } },
    ],
  },
};

test("rights unite over portions, and a branch narrows them", () => {
  const rights = new Rights(me);
  assert.ok(rights.may("read.customer") && rights.may("read.customer", "a") && !rights.may("read.customer", "b"));
  assert.ok(rights.mayEverywhere("read.audit") && !rights.mayEverywhere("read.customer"));
  assert.deepEqual(rights.on("customer", "name"), { level: "write", uses: ["filter"] });
  assert.equal(rights.on("customer", "name", "a").level, "read");
  assert.ok(rights.sees("customer", "phone", "a") && !rights.sees("customer", "phone", "b") && !rights.sees("customer", "allergy"));
  assert.ok(rights.maySet("customer", "phone", "a") && !rights.maySet("customer", "name", "a"));
});

test("a table of rights draws the rows of open groups, or those that match what is sought, never all of them", () => {
  const groups = ["customer", "visit", "lead"].map((id) => ({ id, label: id, rows: Array.from({ length: 40 }, (_, row) => ({ text: `field${row} ${id}.field${row}` })) }));
  assert.deepEqual([...startOpen(groups)], ["customer"]);
  assert.deepEqual([...startOpen(groups, 80)], ["customer", "visit"]);
  assert.deepEqual(drawn(groups, new Set(["lead"]), " ").groups.map((one) => one.rows.length), [0, 0, 40]);
  const one = drawn(groups, new Set(), "LEAD.field39");
  assert.deepEqual([one.isSought, one.groups.map((each) => each.group.id), one.groups[0]?.rows.length, one.left], [true, ["lead"], 1, 0]);
  const many = drawn(groups, new Set(), "field");
  assert.deepEqual([many.groups.map((each) => each.rows.length), many.left], [[40, 20], 60]);
  assert.deepEqual(drawn(groups, new Set(["lead"]), "nothing").groups, []);
});
