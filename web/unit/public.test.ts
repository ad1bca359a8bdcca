import assert from "node:assert/strict";
import test from "node:test";
import { colourOf, contrast, paletteOf } from "../src/public/accent";
import { answerLines, clockOf, isDecided, plainWord, publicPath, reviewBody, wishOf } from "../src/features/online/model";
import { addressOf, bodyOf, complaintsOf, nothingSaid, PageShown, plainAge, plainPhone, questionsFor, stepOfErrors, toggled, Wish, withService } from "../src/public/model";

const page: PageShown = {
  title: "静安", branchName: "静安院", welcome: null, accent: null, notice: "告知", wishes: "times", timeZone: "Asia/Shanghai", from: "2026-11-23", to: "2026-12-20", form: "token",
  services: [{ id: "laser", name: "光子嫩肤", nameEn: null, minutes: 60, note: null, asksAge: true }, { id: "talk", name: "面诊", nameEn: "Talk", minutes: 30, note: null, asksAge: false }],
  questions: [{ word: "pregnant", text: "是否怀孕？", textEn: null, serviceIds: [] }, { word: "sun", text: "近期暴晒？", textEn: null, serviceIds: ["laser"] }],
};

test("whatever colour a branch chooses, white is read on it, and it on white and on its own tint", () => {
  const white = colourOf("#ffffff");
  for (const wished of ["#ffffff", "#000000", "#ffe600", "#8a5a44", "#ff8800", "#00ff00", "#0f6b66", "nonsense", null]) {
    const { strong, soft } = paletteOf(wished);
    assert.ok(contrast(colourOf(strong), white) >= 4.5);
    assert.ok(contrast(colourOf(strong), colourOf(soft)) >= 4.45);
  }
  assert.equal(paletteOf("#0f6b66").strong, "#0f6b66");
});

test("the address is what stands behind /p/, and nothing else", () => {
  assert.deepEqual(["/p/yueyan.jingan", "/p/yueyan.jingan/", "/p/a%20b", "/p/", "/p/a/b", "/q/a", "/p/%E0%A4%A"].map(addressOf), ["yueyan.jingan", "yueyan.jingan", "a b", undefined, undefined, undefined, undefined]);
});

test("each step says what it lacks, and what is sent has what the service asks and no more", () => {
  assert.deepEqual(complaintsOf("service", nothingSaid, page), { serviceId: "required" });
  let draft = withService(nothingSaid, page, "laser");
  assert.deepEqual(complaintsOf("wishes", draft, page), { wishes: "required" });
  assert.deepEqual(complaintsOf("health", draft, page), { age: "age", "answers/pregnant": "answer", "answers/sun": "answer" });
  assert.deepEqual(complaintsOf("contact", draft, page), { name: "required", phone: "phone", consent: "consent" });
  draft = { ...draft, wishes: [{ startsAt: "2026-11-24T01:00:00Z" }, { day: "2026-11-25", half: "afternoon" }], age: "３０", answers: { pregnant: "no", sun: "unsure" }, name: " 林 ", phone: "１３８ 0013-8000", consent: true };
  for (const step of ["service", "wishes", "health", "contact"] as const) assert.deepEqual(complaintsOf(step, draft, page), {});
  assert.deepEqual(bodyOf(draft, page), {
    form: "token", name: "林", phone: "13800138000", serviceId: "laser", wishes: [{ startsAt: "2026-11-24T01:00:00Z" }, { day: "2026-11-25", half: "afternoon" }], age: 30,
    answers: [{ word: "pregnant", answer: "no" }, { word: "sun", answer: "unsure" }], consent: true, website: "",
  });
  const other = withService(draft, page, "talk");
  assert.deepEqual([other.wishes, other.answers, bodyOf(other, page).age], [[], { pregnant: "no" }, undefined]);
  assert.deepEqual(questionsFor(page, "talk").map((one) => one.word), ["pregnant"]);
});

test("three wishes are room enough, and one that is touched again is gone", () => {
  const wish = (hour: number): Wish => ({ startsAt: `2026-11-24T0${hour}:00:00Z` });
  const three = [1, 2, 3].reduce<readonly Wish[]>((wishes, hour) => toggled(wishes, wish(hour)), []);
  assert.deepEqual([three.length, toggled(three, wish(4)).length], [3, 3]);
  assert.deepEqual(toggled(three, wish(2)), [wish(1), wish(3)]);
});

test("numbers are read as people type them", () => {
  assert.deepEqual(["138 0013 8000", "＋86 138-0013-8000", "（021）12345678"].map(plainPhone), ["13800138000", "+8613800138000", "02112345678"]);
  assert.deepEqual(["30", "121", "", "-1", "３"].map(plainAge), [30, undefined, undefined, undefined, 3]);
});

test("what the server complains about leads to the first step that it is about", () => {
  assert.equal(stepOfErrors([{ pointer: "/phone" }, { pointer: "/answers/0/answer" }]), "health");
  assert.equal(stepOfErrors([{ pointer: "/wishes/1/startsAt" }]), "wishes");
  assert.equal(stepOfErrors([{ pointer: "/form" }]), undefined);
});

test("answers are read line by line, whatever colons a question has", () => {
  assert.deepEqual(answerLines("是否怀孕: no\n过敏史: 药物: yes\n旧问题\n").map((one) => [one.question, one.answer]), [["是否怀孕", "no"], ["过敏史: 药物", "yes"], ["旧问题", undefined]]);
  assert.deepEqual(answerLines(null), []);
});

test("a wish is a time or a half-day, and what is neither is shown as it is", () => {
  assert.deepEqual(["2026-11-24T01:00:00Z", "2026-11-25 afternoon", "whenever"].map(wishOf), [{ startsAt: "2026-11-24T01:00:00Z" }, { day: "2026-11-25", half: "afternoon" }, undefined]);
});

test("the clock runs for what waits, stops for what does not, and what is late stays late", () => {
  const now = Date.parse("2026-11-22T10:00:00Z");
  const at = (state: "need_review" | "auto_ok" | "asking" | "confirmed", dueAt: string | null, overdueAt: string | null = null) => clockOf({ state, dueAt, overdueAt }, now);
  assert.deepEqual(at("need_review", "2026-11-22T12:00:00Z"), { kind: "runs", minutes: 120 });
  assert.deepEqual(at("auto_ok", "2026-11-22T10:20:00Z"), { kind: "soon", minutes: 20 });
  assert.deepEqual(at("need_review", "2026-11-22T09:59:00Z"), { kind: "over", minutes: -1 });
  assert.deepEqual(at("need_review", "2026-11-22T12:00:00Z", "2026-11-22T09:00:00Z")?.kind, "over");
  assert.deepEqual([at("asking", "2026-11-22T09:00:00Z"), at("confirmed", "2026-11-22T09:00:00Z"), at("need_review", null)], [undefined, undefined, undefined]);
});

test("a decision is sent with what it needs, and not without", () => {
  const draft = { decision: "approve" as const, reason: "", message: "", postponeUntil: "2026-12-01" };
  assert.deepEqual([isDecided(draft), isDecided({ ...draft, decision: "ask" }), isDecided({ ...draft, decision: "reject" }), isDecided({ ...draft, decision: "postpone", reason: "x" })], [true, false, false, true]);
  assert.deepEqual(reviewBody(draft), { decision: "approve" });
  assert.deepEqual(reviewBody({ ...draft, decision: "postpone", reason: " 待复查 ", message: "一周后再来" }), { decision: "postpone", reason: "待复查", message: "一周后再来", postponeUntil: "2026-12-01" });
  assert.deepEqual(reviewBody(draft, "已当面确认"), { decision: "approve", despite: "已当面确认" });
});

test("the word of a question is one that rules can name", () => {
  assert.deepEqual([plainWord("Is Pregnant"), plainWord("怀孕 pregnant-now"), publicPath("yueyan", "jingan")], ["is_pregnant", "_pregnant_now", "/p/yueyan.jingan"]);
});
