import type { Operations } from "../gen/api";
import { connection, lost, reached } from "./connection";
import { language } from "./i18n";
import { offlineProblem, Problem, problemOf } from "./problem";

type Operation = keyof Operations;
type PathOf<Name extends Operation> = Operations[Name]["path"] extends undefined ? { path?: undefined } : { path: Operations[Name]["path"] };
type BodyOf<Name extends Operation> = Operations[Name]["body"] extends undefined ? { body?: undefined } : { body: Operations[Name]["body"] };
type Query = Record<string, string | number | undefined>;

interface Conditions {
  query?: Query;
  /** The version that the person saw. */
  version?: number;
  /** Makes a repeat safe; one for each intention, not for each try. */
  key?: string;
  signal?: AbortSignal;
}

type Options<Name extends Operation> = Conditions & PathOf<Name> & BodyOf<Name>;
type Arguments<Name extends Operation> =
  {} extends Options<Name> ? [options?: Options<Name>] : [options: Options<Name>];

interface Credentials {
  csrf: string | undefined;
  /** Asks to sign in again without losing the page. */
  signInAgain: (() => Promise<boolean>) | undefined;
  /** Asks for the password once more, for what only a person who just proved himself may do. */
  stepUp: (() => Promise<boolean>) | undefined;
  /** Reads the session anew; true when it is still the same person's. */
  sameAgain: (() => Promise<boolean>) | undefined;
}

/** What the session lends to requests. */
export const credentials: Credentials = { csrf: undefined, signInAgain: undefined, stepUp: undefined, sameAgain: undefined };

const triesOfReads = 3;

/** Calls an operation of the API and reads its answer. Throws `Problem`. */
export async function api<Name extends Operation>(name: Name, ...[options]: Arguments<Name>): Promise<Operations[Name]["reply"]> {
  const given = (options ?? {}) as Conditions & { path?: Record<string, string>; body?: unknown };
  const [method = "GET", template = ""] = name.split(" ");
  const path = template.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(given.path?.[key] ?? ""));
  const answer = await send(method, path + queryText(given.query), given);
  if (answer.status === 204) return undefined as Operations[Name]["reply"];
  return (await answer.json()) as Operations[Name]["reply"];
}

/** Sends a file as it is. */
export async function uploadFile(file: File): Promise<Operations["POST /v1/files"]["reply"]> {
  const answer = await send("POST", "/v1/files" + queryText({ name: file.name.slice(0, 200) }), { body: file });
  return (await answer.json()) as Operations["POST /v1/files"]["reply"];
}

/** Sends a file as it is to where it belongs. */
export async function uploadTo<Reply>(address: string, query: Query, file: File): Promise<Reply> {
  const answer = await send("POST", address + queryText(query), { body: file });
  return (await answer.json()) as Reply;
}

/** What lies at an address, for the page itself. */
export async function fileAt(address: string): Promise<Blob> {
  return (await send("GET", address, {})).blob();
}

/** Fetches a file and hands it to the browser's own downloads, under the name that the server gives it. */
export async function downloadFile(address: string): Promise<void> {
  const answer = await send("GET", address, {});
  const name = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1];
  const url = URL.createObjectURL(await answer.blob());
  const link = document.createElement("a");
  link.href = url;
  link.download = name ? decodeURIComponent(name) : "file";
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function queryText(query: Query | undefined): string {
  const pairs = Object.entries(query ?? {}).flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [[name, String(value)] as [string, string]]);
  return pairs.length === 0 ? "" : "?" + new URLSearchParams(pairs).toString();
}

/** One request with everything that may happen to it: a lost connection, a busy server, a session that ended or is too old. */
async function send(method: string, address: string, given: Conditions & { body?: unknown }): Promise<Response> {
  let [signedInAgain, steppedUp, looked] = [false, false, false];
  for (let tries = 1; ; tries += 1) {
    const answer = await once(method, address, given);
    if (answer.ok) return answer;
    const problem = await problemOf(answer);
    const ended = answer.status === 401 && problem.code === "session.required" && !signedInAgain;
    if (problem.code === "session.csrf_mismatch" && credentials.sameAgain && !looked) {
      looked = true;
      if (await credentials.sameAgain()) continue;
      throw problem;
    }
    if ((ended || problem.code === "session.csrf_mismatch") && credentials.signInAgain) {
      signedInAgain = true;
      if (await credentials.signInAgain()) continue;
    }
    if (problem.code === "session.step_up_required" && credentials.stepUp && !steppedUp) {
      steppedUp = true;
      if (await credentials.stepUp()) continue;
    }
    const waits = method === "GET" && (answer.status === 429 || answer.status === 503) && tries < triesOfReads;
    if (!waits) throw problem;
    await pause(Math.min(problem.retryAfter ?? tries, 10) * 1000, given.signal);
  }
}

async function once(method: string, address: string, given: Conditions & { body?: unknown }): Promise<Response> {
  const headers: Record<string, string> = { "Accept-Language": language.get() };
  const isFile = given.body instanceof Blob;
  if (given.body !== undefined) headers["Content-Type"] = isFile ? "application/octet-stream" : "application/json";
  if (given.version !== undefined) headers["If-Match"] = `"${given.version}"`;
  if (given.key !== undefined) headers["Idempotency-Key"] = given.key;
  if (method !== "GET" && credentials.csrf) headers["X-Peony-CSRF"] = credentials.csrf;
  try {
    const answer = await fetch(address, {
      method, headers, cache: "no-store", credentials: "same-origin",
      ...(given.signal ? { signal: given.signal } : {}),
      ...(given.body === undefined ? {} : { body: isFile ? given.body as Blob : JSON.stringify(given.body) }),
    });
    if (!connection.get().online || Date.now() - connection.get().readAt > 10_000) reached();
    return answer;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    lost();
    throw offlineProblem();
  }
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new DOMException("aborted", "AbortError"));
    });
  });
}

export const isAborted = (error: unknown): boolean => error instanceof DOMException && error.name === "AbortError";
export { Problem };
