import { dictionary, textsOf } from "./i18n";
import type { Problem as ProblemDocument } from "../gen/api";

/** A refusal of the server, or that it could not be reached. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly document?: ProblemDocument & Record<string, unknown>,
    readonly retryAfter?: number,
  ) {
    super(code);
  }

  /** What one would tell a person. */
  get text(): string {
    return this.document?.detail ?? this.title;
  }

  /** The complaint about a field, by its name. */
  of(field: string): string | undefined {
    return this.document?.errors?.find((error) => error.pointer === "/" + field || error.pointer.startsWith(`/${field}/`))?.detail;
  }

  /** Complaints about fields that the form does not show: which field, and what of it. */
  besides(fields: readonly string[]): { field: string; detail: string }[] {
    return (this.document?.errors ?? [])
      .filter((error) => !fields.some((field) => error.pointer === "/" + field || error.pointer.startsWith(`/${field}/`)))
      .map((error) => ({ field: error.pointer.split("/")[1] ?? "", detail: error.detail }));
  }

  /** Places in a list that are complained about. */
  places(field: string): number[] {
    return (this.document?.errors ?? []).filter((error) => error.pointer.startsWith(`/${field}/`)).map((error) => Number(error.pointer.slice(field.length + 2))).filter(Number.isInteger);
  }

  get isOffline(): boolean {
    return this.status === 0;
  }
}

const texts = dictionary({
  offline: ["连接不上服务器，请检查网络", "The server cannot be reached; check the network"],
  broken: ["服务器出错了，请稍后再试", "The server failed; please try again later"],
  unknown: ["出错了，请重试", "Something went wrong; please try again"],
});

export const offlineProblem = (): Problem => new Problem(0, "client.offline", textsOf(texts).offline);

/** Reads a refusal; an answer that is no problem document becomes one. */
export async function problemOf(answer: Response): Promise<Problem> {
  const retryAfter = Number(answer.headers.get("Retry-After")) || undefined;
  try {
    const document = (await answer.json()) as ProblemDocument & Record<string, unknown>;
    return new Problem(answer.status, document.code, document.title, document, retryAfter);
  } catch {
    return new Problem(answer.status, "client.unreadable", textsOf(texts).broken, undefined, retryAfter);
  }
}

/** Whatever was thrown, as a problem. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (__DEV__) console.error(error);
  return new Problem(500, "client.error", textsOf(texts).unknown);
}
