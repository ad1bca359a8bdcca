import assert from "node:assert/strict";
import test from "node:test";
import { chooseLanguage, filed, language, speak, TextFiles, textsOf } from "../src/lib/i18n";

type Hello = Record<"hello", readonly [string, string]>;

/** Files of texts that arrive when the test lets them; `asked` says which were fetched. */
function files(id: number, asked: string[]): { texts: TextFiles; arrive: Record<"zh" | "en", (failure?: Error) => void> } {
  const arrive = { zh: () => undefined, en: () => undefined } as Record<"zh" | "en", (failure?: Error) => void>;
  const file = (spoken: "zh" | "en") => {
    const here = new Promise<{ default: Record<number, unknown> }>((resolve, reject) => {
      arrive[spoken] = (failure) => (failure ? reject(failure) : resolve({ default: { [id]: { hello: spoken } } }));
    });
    here.catch(() => undefined);
    return () => {
      asked.push(`${id}.${spoken}`);
      return here;
    };
  };
  return { texts: { zh: file("zh"), en: file("en") }, arrive };
}

test("one language is fetched, the other when it is chosen, and shown when it is there", async () => {
  language.set("zh");
  await chooseLanguage("zh");
  const asked: string[] = [];
  const { texts, arrive } = files(1001, asked);
  const words = filed<Hello>(1001);
  const first = speak([texts]);
  arrive.zh();
  await first;
  assert.deepEqual(asked, ["1001.zh"]);
  assert.equal(textsOf(words).hello, "zh");

  const switching = chooseLanguage("en");
  assert.equal(language.get(), "zh");
  assert.equal(textsOf(words).hello, "zh");
  arrive.en();
  await switching;
  assert.equal(textsOf(words).hello, "en");
});

test("a part that is opened while the language changes has both", async () => {
  language.set("zh");
  await chooseLanguage("zh");
  const open = files(1002, []);
  open.arrive.zh();
  await speak([open.texts]);
  const switching = chooseLanguage("en");
  const asked: string[] = [];
  const late = files(1003, asked);
  const coming = speak([late.texts]);
  late.arrive.zh();
  late.arrive.en();
  await coming;
  open.arrive.en();
  await switching;
  assert.deepEqual(asked, ["1003.zh", "1003.en"]);
  assert.equal(textsOf(filed<Hello>(1003)).hello, "en");
});

test("a language that does not come leaves the page as it is", async () => {
  language.set("zh");
  await chooseLanguage("zh");
  const { texts, arrive } = files(1004, []);
  arrive.zh();
  await speak([texts]);
  const switching = chooseLanguage("en");
  arrive.en(new Error("no network"));
  assert.equal(await switching.then(() => "switched", (failure: Error) => failure.message), "no network");
  assert.equal(language.get(), "zh");
  const asked: string[] = [];
  const next = files(1005, asked);
  next.arrive.zh();
  await speak([next.texts]);
  assert.deepEqual(asked, ["1005.zh"]);
});

test("of two choices the later one holds", async () => {
  language.set("zh");
  const there = chooseLanguage("en").catch(() => undefined);
  await chooseLanguage("zh");
  await there;
  assert.equal(language.get(), "zh");
});
