import assert from "node:assert/strict";
import test from "node:test";
import { QueryCache } from "../src/lib/cache";

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

test("a fresh value is not read again, an old one is", async () => {
  let [now, reads] = [0, 0];
  const cache = new QueryCache(() => now);
  now = 1;
  const read = async () => (reads += 1);
  await cache.ensure(["a"], read, 100);
  await cache.ensure(["a"], read, 100);
  assert.equal(reads, 1);
  now = 200;
  await cache.ensure(["a"], read, 100);
  assert.equal(reads, 2);
  assert.equal(cache.entry(["a"]).value, 2);
});

test("two who ask at once share one answer", async () => {
  let reads = 0;
  const cache = new QueryCache();
  const read = async () => {
    reads += 1;
    await settled();
    return "value";
  };
  await Promise.all([cache.ensure(["a", 1], read, 10), cache.ensure(["a", 1], read, 10)]);
  assert.equal(reads, 1);
});

test("invalidating reads again what is looked at below the key, and nothing else", async () => {
  const cache = new QueryCache();
  const reads: string[] = [];
  const reader = (name: string) => async () => {
    reads.push(name);
    return name;
  };
  const leave = cache.subscribe(["customer", "1"], () => undefined);
  cache.subscribe(["other"], () => undefined);
  await cache.ensure(["customer", "1"], reader("one"), 1e9);
  await cache.ensure(["customer", "2"], reader("two"), 1e9);
  await cache.ensure(["other"], reader("other"), 1e9);
  cache.invalidate(["customer"]);
  await settled();
  assert.deepEqual(reads, ["one", "two", "other", "one"]);
  leave();
  cache.invalidate(["customer"]);
  await settled();
  assert.equal(reads.length, 4);
});

test("a failed reading keeps the value and tells the error", async () => {
  const cache = new QueryCache();
  await cache.ensure(["a"], async () => "kept", 1e9);
  cache.invalidate(["a"]);
  await cache.ensure(["a"], () => Promise.reject(new Error("gone")), 1e9);
  assert.equal(cache.entry(["a"]).value, "kept");
  assert.ok(cache.entry(["a"]).error instanceof Error);
});

test("an answer that comes after a value was set does not overwrite it", async () => {
  const cache = new QueryCache();
  let answer: (value: string) => void = () => undefined;
  const reading = cache.ensure(["a"], () => new Promise((resolve) => (answer = resolve)), 10);
  cache.set(["a"], "newer");
  answer("older");
  await reading;
  assert.equal(cache.entry(["a"]).value, "newer");
});

test("clearing forgets values, also those still on their way", async () => {
  const cache = new QueryCache();
  let answer: (value: string) => void = () => undefined;
  cache.subscribe(["a"], () => undefined);
  const reading = cache.ensure(["a"], () => new Promise((resolve) => (answer = resolve)), 10);
  cache.clear();
  answer("somebody else's");
  await reading;
  assert.equal(cache.entry(["a"]).value, undefined);
});

test("what is not live is refreshed by nobody but who asks", async () => {
  let reads = 0;
  const cache = new QueryCache();
  cache.subscribe(["audit"], () => undefined);
  const read = async () => (reads += 1);
  await cache.ensure(["audit"], read, 1e9, false);
  cache.refresh(0);
  await settled();
  assert.equal(reads, 1);
  cache.invalidate(["audit"]);
  await settled();
  assert.equal(reads, 2);
});

test("what the server tells is read again where somebody looks, and where nobody does when somebody will", async () => {
  let reads = 0;
  const cache = new QueryCache();
  const read = async () => (reads += 1);
  await cache.ensure(["customer", "1"], read, 1000);
  await cache.ensure(["audit", "1"], read, 1000, false);
  const leave = [cache.subscribe(["customer", "1"], () => undefined), cache.subscribe(["audit", "1"], () => undefined)];
  ["customer", "audit"].forEach((word) => cache.refreshBelow([word]));
  await settled();
  // Reading the audit is itself in the audit.
  assert.equal(reads, 3);
  leave.forEach((one) => one());
  cache.refreshBelow(["customer"]);
  assert.equal(reads, 3);
  await cache.ensure(["customer", "1"], read, 1000);
  assert.equal(reads, 4);
});

test("what is looked at and has no answer yet is being filled; what is read again is not", async () => {
  const cache = new QueryCache();
  assert.equal(cache.isFilling(), false);
  void cache.ensure(["a"], settled, 10);
  // Nobody looks at it.
  assert.equal(cache.isFilling(), false);
  const leave = cache.subscribe(["b"], () => undefined);
  const reading = cache.ensure(["b"], async () => (await settled(), "value"), 10);
  assert.equal(cache.isFilling(), true);
  await reading;
  assert.equal(cache.isFilling(), false);
  cache.invalidate(["b"]);
  assert.equal(cache.isFilling(), false);
  leave();
});
