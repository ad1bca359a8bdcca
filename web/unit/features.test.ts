import assert from "node:assert/strict";
import test from "node:test";
import { landing, navigation, navigationFor } from "../src/app/navigation";
import { auditFilters, parseHead } from "../src/features/audit/auditQuery";
import { changesBetween, conflictsOf, formOf } from "../src/features/customer/form";
import { handleBody } from "../src/features/customer/handle";
import { apiFilters } from "../src/features/customers/listQuery";
import { conditionOf, draftOf, type Group, type Kind } from "../src/features/customer/conditions";
import { linesOf } from "../src/features/customers/groupLines";
import { standingOn } from "../src/features/customers/standing";
import { telling } from "../src/features/customers/telling";
import { chosenColumns, columnsText, shifted, toggled } from "../src/features/customers/columnChoice";
import { contentOf, queryOf, viewQuery } from "../src/features/customers/savedViews";
import { progressOf } from "../src/features/encryption/keyState";
import { unitsBelow, unitTree } from "../src/features/people/units";
import { Catalog, Content, countChanges, effective, setField, toggleAction } from "../src/features/roles/content";
import { divergences, joined } from "../src/features/roles/threeWay";
import { releases } from "../src/features/help/changes";
import description from "../../Tests/Golden/openapi.json";
import { dictionary } from "../src/lib/i18n";
import { lastDay } from "../src/lib/format";
import { Me, Rights } from "../src/lib/me";
import { preferencesOf, preferredRow } from "../src/lib/preferences";
import { reordered } from "../src/ui/useColumnDrag";
import { purposeText, targetText } from "../src/lib/fieldWords";
import { actionText } from "../src/lib/words";

const who = (slug: string, actions: string[]): Rights => new Rights({
  tenant: { slug }, permissions: actions.map((action) => ({ action, branches: null })), resources: {}, grants: [], branches: [],
} as unknown as Me);

test("navigation comes from permissions alone", () => {
  const paths = (rights: Rights) => navigationFor(rights).flatMap((group) => group.items).map((item) => item.path);
  assert.deepEqual(paths(who("rosa", ["read.customer"])), ["/today", "/customers", "/me", "/help"]);
  assert.deepEqual(paths(who("rosa", [])), ["/today", "/me", "/help"]);
  assert.deepEqual(paths(who("-", ["read.tenant", "read.audit"])), ["/tenants", "/audit", "/me", "/help"]);
  assert.ok(!paths(who("rosa", ["read.tenant"])).includes("/tenants"));
  assert.equal(landing(who("-", [])), "/tenants");
});

test("two keys lead to one page, whoever presses them", () => {
  const everything = navigation.flatMap((group) => group.items).flatMap((item) => item.actions ?? []);
  for (const slug of ["rosa", "-"]) {
    const keys = navigationFor(who(slug, everything)).flatMap((group) => group.items).flatMap((item) => item.key ?? []);
    assert.deepEqual([...new Set(keys)], keys);
  }
});

test("a masked value is no value: it is neither shown in the form nor sent back", () => {
  const customer = { id: "1", name: "林小雨", phone: "138****8000", level: "gold" as const, masked: ["phone"] };
  const form = formOf(customer);
  assert.equal(form.phone, "");
  assert.deepEqual(changesBetween(form, form), {});
  assert.deepEqual(changesBetween(form, { ...form, phone: "１３８ 0013 8001", level: "gold", name: " 林小雨 " }), { phone: "13800138001" });
  assert.deepEqual(changesBetween({ ...form, remark: "x" }, { ...form, remark: "" }), { remark: null });
});

test("a change stands on the one before it, but never on what is older than the row", () => {
  const row = { id: "1", version: 4, name: "林小雨", level: "gold" as const };
  assert.equal(standingOn(row, undefined), row);
  assert.equal(standingOn(row, { id: "1", version: 4, name: "旧" }), row);
  assert.equal(standingOn(row, { id: "1", version: 3, name: "旧" }), row);
  assert.deepEqual(standingOn(row, { id: "1", version: 5, name: "林雨" }), { ...row, version: 5, name: "林雨" });
});

test("a group says where more are to come, and where they could not be read", () => {
  const groups = [{ key: "gold", count: 3 }, { key: null, count: 1 }];
  const kinds = (sections: Parameters<typeof linesOf>[1], shut: string[] = []) => linesOf(groups, sections, new Set(shut)).map((line) => (line.kind === "more" && line.hasFailed ? "failed" : line.kind));
  const rows = [{ id: "1" }, { id: "2" }];
  assert.deepEqual(kinds({}), ["group", "more", "group", "more"]);
  assert.deepEqual(kinds({ "group =gold": { rows, next: "x" }, "group ": { rows: [], next: null } }), ["group", "row", "row", "more", "group"]);
  assert.deepEqual(kinds({ "group =gold": { rows, next: "x", hasFailed: true }, "group ": { rows: [], next: null, hasFailed: true } }), ["group", "row", "row", "failed", "group", "failed"]);
  assert.deepEqual(kinds({ "group =gold": { rows, next: "x", hasFailed: true } }, ["group =gold", "group "]), ["group", "group"]);
});

test("a customer is named by number and name or phone, as people paste them", () => {
  assert.deepEqual(handleBody({ number: " #１０２４ ", name: " 林小雨 ", phone: "" }), { number: 1024, name: "林小雨" });
  assert.deepEqual(handleBody({ number: "7", name: "", phone: "138 0000 8000" }), { number: 7, phone: "13800008000" });
  assert.equal(handleBody({ number: "7", name: " ", phone: "" }), undefined);
  assert.equal(handleBody({ number: "", name: "林小雨", phone: "" }), undefined);
  assert.equal(handleBody({ number: "99999999999999999", name: "林小雨", phone: "" }), undefined);
});

test("a rotation moves forward through its phases and is whole at its end alone", () => {
  const at = (phase: "settle" | "walk" | "drain" | "sweep" | "done", done: number) => progressOf({ state: phase === "done" ? "done" : "running", phase, done, total: 10 });
  const steps = [at("settle", 0), at("walk", 0), at("walk", 5), at("walk", 10), at("drain", 10), at("sweep", 10), at("done", 10)];
  assert.deepEqual(steps, [...steps].sort((left, right) => left - right));
  assert.equal(steps.filter((step) => step === 1).length, 1);
});

test("what ends at midnight is said by its last day", () => {
  const year = new Date().getFullYear();
  assert.ok(lastDay(`${year}-11-29T16:00:00Z`).includes("29"));
  assert.ok(lastDay(`${year}-11-29T16:00:01Z`).includes("30"));
});

test("only fields that both changed are a conflict", () => {
  const base = { name: "a", remark: "x", level: "gold" as const };
  assert.deepEqual(conflictsOf({ remark: "mine", name: "b" }, base, { ...base, remark: "theirs" }), ["remark"]);
});

test("filters of the address become the API's, with days as moments of the clinic", () => {
  const filters = apiFilters(new URLSearchParams({ "f.level": "gold,diamond", "f.createdAt": "2026-11-01..2026-11-21", "f.birthday": "..1990-01-01", sort: "number", peek: "x" }));
  assert.deepEqual(filters, {
    "filter[level]": "gold,diamond", "filter[createdAt][gte]": "2026-10-31T16:00:00.000Z", "filter[createdAt][lt]": "2026-11-21T16:00:00.000Z", "filter[birthday][lte]": "1990-01-01",
  });
  assert.deepEqual(auditFilters(new URLSearchParams("actor=1&outcome=denied&day=2026-11-21..&event=9")), {
    "filter[actorId]": "1", "filter[outcome]": "denied", "filter[at][gte]": "2026-11-20T16:00:00.000Z",
  });
});

test("a kept head is a batch and 64 hex digits, with either colon", () => {
  const head = "ab".repeat(32);
  assert.deepEqual(parseHead(` 13：${head.toUpperCase()} `), { batch: 13, head });
  assert.equal(parseHead("13:abc"), undefined);
});

test("what an address shows becomes a view and comes back as the same address", () => {
  const query = new URLSearchParams("sort=number&f.level=gold,platinum&f.birthday=1990-01-01..1999-12-31&f.createdAt=2026-01-01..2026-01-31&peek=1&view=vip&columns=name,level&group=level&density=compact");
  const content = contentOf(query);
  assert.deepEqual(content.filters?.find((filter) => filter.field === "level"), { field: "level", op: "eq", value: "gold,platinum" });
  assert.deepEqual(content.filters?.filter((filter) => filter.field === "createdAt").map((filter) => filter.op), ["gte", "lt"]);
  assert.equal(content.sort, "number");
  assert.equal(queryOf(content), viewQuery(query));
  assert.equal(queryOf({}), "");
  assert.equal(queryOf(contentOf(new URLSearchParams("f.birthday=..1999-12-31"))), "f.birthday=..1999-12-31");
});

test("a condition is drafted, sent and read back the same", () => {
  const kinds = new Map<string, Kind>([["level", "choice"], ["age", "number"], ["createdAt", "instant"], ["tags", "tags"]]);
  const group: Group = { kind: "group", mode: "all", parts: [
    { kind: "test", field: "level", op: "in", values: ["gold"] },
    { kind: "group", mode: "none", parts: [{ kind: "test", field: "age", op: "between", values: ["20", "30"] }, { kind: "test", field: "tags", op: "all", values: ["a"] }] },
    { kind: "test", field: "createdAt", op: "between", values: ["2026-01-01", "2026-01-31"] },
    { kind: "test", field: "createdAt", op: "lte", values: ["2026-01-31"] },
    { kind: "test", field: "level", op: "notSet", values: [] },
  ] };
  const condition = conditionOf(group, kinds);
  assert.deepEqual((condition?.["all"] as unknown[])[1], { not: { any: [{ field: "age", gte: 20, lte: 30 }, { field: "tags", all: ["a"] }] } });
  assert.deepEqual(draftOf(condition), group);
  assert.equal(conditionOf({ ...group, parts: [{ kind: "test", field: "level", op: "in", values: [] }] }, kinds), undefined);
  assert.equal(conditionOf({ kind: "group", mode: "all", parts: [] }, kinds), undefined);
  assert.equal(draftOf({ field: "age", gt: 3 }), undefined);
});

test("a tree holds units whose parent is out of sight, and a unit's people are those below it", () => {
  const unit = (id: string, kind: "chain" | "branch" | "department", parentId: string | null) => ({ id, kind, parentId, name: id, state: "open" as const, version: 1 });
  const units = [unit("d", "department", "b"), unit("b", "branch", "hidden"), unit("c", "branch", "hidden")];
  assert.deepEqual(unitTree(units, "").map((node) => [node.id, node.children.map((child) => child.id)]), [["b", ["d"]], ["c", []]]);
  assert.deepEqual([...unitsBelow(units, "b")].sort(), ["b", "d"]);
});

const field = (name: string, uses: Content["fields"][number]["uses"] = ["filter", "set"]) => ({ field: name, target: "customer." + name, class: "C3", label: name, uses, writable: true });
const catalog: Catalog = { actions: [], classes: [{ class: "C3", label: "" }], resources: [{ resource: "customer", fields: [field("phone"), field("wechat"), field("address", [])] }] };
const role: Content = { rowScope: "unit", actions: ["read.customer"], fields: [{ target: "C3", level: "masked", uses: ["filter"] }] };

test("more than its class is said at the field alone", () => {
  const changed = setField(role, catalog, field("phone"), { level: "read", uses: ["filter"] });
  assert.deepEqual(changed.fields, [{ target: "C3", level: "masked", uses: ["filter"] }, { target: "customer.phone", level: "read", uses: ["filter"] }]);
  assert.deepEqual(setField(changed, catalog, field("phone"), { level: "masked", uses: ["filter"] }).fields, [{ target: "C3", level: "masked", uses: ["filter"] }]);
});

test("less than its class spells the class out on the other fields", () => {
  const changed = setField(role, catalog, field("wechat"), { level: "none", uses: [] });
  assert.equal(effective(changed, field("wechat")).level, "none");
  assert.deepEqual(effective(changed, field("phone")), effective(role, field("phone")));
  assert.deepEqual(effective(changed, field("address", [])), { level: "masked", uses: [] });
  assert.ok(!changed.fields.some((entry) => entry.target === "C3"));
});

test("changes are counted by what differs", () => {
  assert.equal(countChanges(role, role), 0);
  assert.equal(countChanges(role, toggleAction(toggleAction(role, "a"), "a")), 0);
  assert.equal(countChanges(role, { ...toggleAction(role, "a"), rowScope: "own" }), 2);
});

test("texts stand in both languages, and unknown words stay readable", () => {
  const texts = dictionary({ hello: ["你好", "Hello"], count: [(n: number) => `${n} 位`, (n: number) => `${n} people`] });
  assert.equal(texts.zh.hello + texts.en.count(2), "你好2 people");
  assert.equal(actionText("reveal.customer", "zh"), "查看客户原文");
  assert.equal(actionText("update.customer", "zh"), "修改客户");
  assert.equal(actionText("frob.big_thing", "en"), "Frob big thing");
  assert.equal(targetText("note.body", "zh"), "客户记录 · 内容");
  assert.equal(targetText("consultation.needs", "zh"), "咨询记录 · 客户诉求");
  assert.equal(targetText("visit_step.step", "en").split(" · ")[1], "Step");
  assert.deepEqual([purposeText("accepted", "zh"), purposeText("电话联系客户", "zh")], ["成交", "电话联系客户"]);
});

test("only whole numbers are asked about while somebody is entered", () => {
  const nothing = { name: "", phone: "", idNumber: "", wechat: "", birthday: "" };
  assert.equal(telling(nothing), undefined);
  assert.equal(telling({ ...nothing, name: "林小雨", phone: "1380013", idNumber: "310101", wechat: "ab" }), undefined);
  assert.deepEqual(telling({ ...nothing, name: "林小雨", phone: "１３８ 0013-8000" }), { name: "林小雨", phone: "13800138000" });
  assert.deepEqual(telling({ ...nothing, name: "林小雨", birthday: "1990-01-02" }), { name: "林小雨", birthday: "1990-01-02" });
  assert.deepEqual(telling({ ...nothing, name: "林", birthday: "1990-01-02", wechat: "lin_xiaoyu" }), { wechat: "lin_xiaoyu" });
});

test("every permission of the API has words in both languages", () => {
  const { paths } = description as { paths: Record<string, Record<string, { "x-permission"?: string }>> };
  const permissions = new Set(Object.values(paths).flatMap((methods) => Object.values(methods).flatMap((operation) => operation["x-permission"] ?? [])));
  assert.ok(permissions.size > 80);
  assert.deepEqual([...permissions].filter((one) => /[a-z_]/i.test(actionText(one, "zh").replace("API", "")) || /_/.test(actionText(one, "en"))), []);
});

test("columns stand in the order and width that the address says, and a view keeps both", () => {
  const all = ["name", "number", "phone", "level"].map((field) => ({ id: field, field, title: field, width: "100px", cell: () => "" }));
  const extra = { id: "skin", field: "custom.skin", title: "skin", width: "1fr", isExtra: true, cell: () => "" };
  const columns = [...all, extra];
  const chosen = (text: string) => chosenColumns(columns, new URLSearchParams(text)).map((column) => `${column.field} ${column.width}`);
  assert.deepEqual(chosen(""), ["name 100px", "number 100px", "phone 100px", "level 100px"]);
  assert.deepEqual(chosen("columns=phone,name,phone,nothing,custom.skin&widths=name.240,custom.skin.9999,phone.1,x"), ["phone 48px", "name 240px", "custom.skin 800px"]);
  assert.deepEqual(toggled(columns, ["name", "phone"], "number", true), ["name", "number", "phone"]);
  assert.deepEqual(toggled(columns, ["phone", "name"], "number", true), ["phone", "name", "number"]);
  assert.deepEqual(toggled(columns, ["name", "number", "phone"], "number", false), ["name", "phone"]);
  assert.deepEqual(shifted(["name", "number", "phone"], "phone", -1), ["name", "phone", "number"]);
  assert.deepEqual(shifted(["name", "number"], "name", -1), ["name", "number"]);
  assert.equal(columnsText(columns, ["name", "number", "phone", "level"]), undefined);
  assert.equal(columnsText(columns, ["number", "name"]), "number,name");
  assert.deepEqual(reordered(["a", "b", "c"], "a", { id: "c", side: "after" }), ["b", "c", "a"]);
  assert.deepEqual(reordered(["a", "b", "c"], "c", { id: "a", side: "before" }), ["c", "a", "b"]);
  assert.deepEqual(reordered(["a", "b", "c"], "b", { id: "b", side: "after" }), ["a", "b", "c"]);
  const query = new URLSearchParams("columns=phone,name&widths=name.240");
  assert.deepEqual(contentOf(query).widths, [{ field: "name", pixels: 240 }]);
  assert.equal(queryOf(contentOf(query)), viewQuery(query));
  assert.ok(!("widths" in contentOf(new URLSearchParams("columns=phone"))));
});

test("a role that two people change is joined item by item: what both changed is chosen", () => {
  const base: Content = { rowScope: "unit", actions: ["read.customer", "create.note"], fields: [{ target: "C3", level: "masked", uses: [] }] };
  const theirs: Content = { rowScope: "own", actions: ["read.customer"], fields: [{ target: "C3", level: "read", uses: ["filter"] }] };
  const mine: Content = { rowScope: "unit", actions: ["read.customer", "create.note", "tag.customer"], fields: [{ target: "customer.phone", level: "read", uses: [] }] };
  const found = divergences(base, theirs, mine);
  assert.deepEqual(found.map((one) => [one.id, one.isClash]), [
    ["rows", false], ["action create.note", false], ["action tag.customer", false], ["field C3", true], ["field customer.phone", false],
  ]);
  const kept = joined(theirs, found, new Set());
  assert.deepEqual(kept, { rowScope: "own", actions: ["read.customer", "tag.customer"], fields: [{ target: "customer.phone", level: "read", uses: [] }] });
  const given = joined(theirs, found, new Set(["field C3"]));
  assert.deepEqual(given.fields, [{ target: "C3", level: "read", uses: ["filter"] }, { target: "customer.phone", level: "read", uses: [] }]);
  // Both did the same: nothing to choose. The order of uses is no difference.
  const both: Content = { ...base, fields: [{ target: "C3", level: "masked", uses: ["sort", "filter"] }] };
  const alike: Content = { ...base, fields: [{ target: "C3", level: "masked", uses: ["filter", "sort"] }] };
  assert.deepEqual(divergences(base, both, alike).map((one) => one.isClash), [false]);
  assert.deepEqual(divergences(base, base, base), []);
});

test("preferences that are damaged are the ordinary ones, and fingers keep their rows", () => {
  assert.deepEqual(preferencesOf(null), { density: "auto", tellsNews: true });
  assert.deepEqual(preferencesOf("{"), { density: "auto", tellsNews: true });
  assert.deepEqual(preferencesOf('{"density": "huge", "tellsNews": false}'), { density: "auto", tellsNews: false });
  assert.equal(preferredRow({ density: "compact", tellsNews: true }, false), 30);
  assert.equal(preferredRow({ density: "compact", tellsNews: true }, true), 48);
});

test("what is new is there in both languages, line by line", () => {
  const [zh, en] = [releases("zh"), releases("en")];
  assert.ok(zh.length > 0);
  assert.deepEqual(zh.map((one) => [one.day, one.lines.length]), en.map((one) => [one.day, one.lines.length]));
  assert.ok(zh.every((one) => one.lines.length > 0));
});
