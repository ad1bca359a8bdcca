import { language } from "../lib/i18n";
import { offlineProblem, Problem, problemOf } from "../lib/problem";
import type { Day, PageShown, Receipt } from "./model";

// The three questions that the page asks. It has no session and sends no cookie.

async function ask<Reply>(path: string, init: RequestInit = {}): Promise<Reply> {
  let answer: Response;
  try {
    answer = await fetch(path, { ...init, cache: "no-store", credentials: "omit", headers: { "Accept-Language": language.get(), ...init.headers } });
  } catch {
    throw offlineProblem();
  }
  if (!answer.ok) throw await problemOf(answer);
  return (await answer.json()) as Reply;
}

const below = (address: string) => `/v1/public/pages/${encodeURIComponent(address)}`;

export const readPage = (address: string): Promise<PageShown> => ask(below(address));

export const readTimes = (address: string, service: string, from: string): Promise<{ from: string; to: string; days: readonly Day[] }> =>
  ask(`${below(address)}/times?${new URLSearchParams({ service, from }).toString()}`);

export const sendRequest = (address: string, body: Record<string, unknown>, key: string): Promise<Receipt> =>
  ask(`${below(address)}/requests`, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json", "Idempotency-Key": key } });

export const asProblem = (error: unknown): Problem => (error instanceof Problem ? error : offlineProblem());
