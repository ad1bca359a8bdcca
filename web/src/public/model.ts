import { halfWidth } from "../lib/input";

// What the public page knows, and what it sends: shapes and limits of docs/api/online-requests.md. Nothing here asks a server or draws.

export interface PageShown {
  readonly title: string;
  readonly branchName: string;
  readonly welcome: string | null;
  readonly accent: string | null;
  readonly notice: string;
  readonly wishes: "times" | "halves";
  readonly timeZone: string;
  readonly services: readonly PageService[];
  readonly questions: readonly Question[];
  readonly from: string;
  readonly to: string;
  /** Says which version of the page was shown, and for how long it counts. */
  readonly form: string;
}

export interface PageService {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly minutes: number;
  readonly note: string | null;
  readonly asksAge: boolean;
}

export interface Question {
  readonly word: string;
  readonly text: string;
  readonly textEn: string | null;
  readonly serviceIds: readonly string[];
}

export interface Day {
  readonly day: string;
  readonly morning: boolean;
  readonly afternoon: boolean;
  readonly times: readonly string[];
}

export type Half = "morning" | "afternoon";
export type Wish = { readonly startsAt: string } | { readonly day: string; readonly half: Half };
export type Answer = "yes" | "no" | "unsure";
export const answers: readonly Answer[] = ["no", "yes", "unsure"];
export const mostWishes = 3;

export interface Receipt {
  readonly receipt: string;
  readonly outcome: "held" | "received" | "call";
  readonly startsAt: string | null;
}

/** What somebody has said so far. It lives in the page's memory alone: what is said about a body is kept nowhere in the browser. */
export interface Draft {
  readonly serviceId: string;
  readonly wishes: readonly Wish[];
  readonly age: string;
  readonly answers: Readonly<Record<string, Answer>>;
  readonly remark: string;
  readonly name: string;
  readonly phone: string;
  readonly consent: boolean;
  /** For robots; people do not see it. */
  readonly website: string;
}

export const nothingSaid: Draft = { serviceId: "", wishes: [], age: "", answers: {}, remark: "", name: "", phone: "", consent: false, website: "" };

export const steps = ["service", "wishes", "health", "contact"] as const;
export type Step = (typeof steps)[number];

/** `yueyan.jingan` of `/p/yueyan.jingan`. */
export function addressOf(path: string): string | undefined {
  const found = /^\/p\/([^/]+)\/?$/.exec(path)?.[1];
  try {
    return found && decodeURIComponent(found);
  } catch {
    return undefined;
  }
}

/** What is asked of somebody who wants a service. */
export const questionsFor = (page: PageShown, serviceId: string): readonly Question[] => page.questions.filter((one) => one.serviceIds.length === 0 || one.serviceIds.includes(serviceId));

/** Another service asks other questions: what it does not ask is forgotten, and so are the times that were free for the first. */
export function withService(draft: Draft, page: PageShown, serviceId: string): Draft {
  if (draft.serviceId === serviceId) return draft;
  const words = new Set(questionsFor(page, serviceId).map((one) => one.word));
  return { ...draft, serviceId, wishes: [], answers: Object.fromEntries(Object.entries(draft.answers).filter(([word]) => words.has(word))) };
}

export const wishName = (wish: Wish): string => ("startsAt" in wish ? wish.startsAt : `${wish.day} ${wish.half}`);

/** One wish more, or one fewer; never more than there is room for. */
export function toggled(wishes: readonly Wish[], wish: Wish): readonly Wish[] {
  const without = wishes.filter((one) => wishName(one) !== wishName(wish));
  return without.length < wishes.length ? without : wishes.length < mostWishes ? [...wishes, wish] : wishes;
}

export type Complaint = "required" | "age" | "answer" | "phone" | "consent";
/** By field: `serviceId`, `wishes`, `age`, `answers/word`, `name`, `phone`, `consent`. */
export type Complaints = Readonly<Record<string, Complaint>>;

/** A number as people type it on any keyboard, without what they put between its digits. */
export const plainPhone = (text: string): string => halfWidth(text).replace(/[\s\-()]/g, "");

/** Whole years; undefined for what is no age. */
export function plainAge(text: string): number | undefined {
  const typed = halfWidth(text).trim();
  return /^\d{1,3}$/.test(typed) && Number(typed) <= 120 ? Number(typed) : undefined;
}

/** What a step still lacks. The server is the one that decides. */
export function complaintsOf(step: Step, draft: Draft, page: PageShown): Complaints {
  const service = page.services.find((one) => one.id === draft.serviceId);
  switch (step) {
    case "service": return service ? {} : { serviceId: "required" };
    case "wishes": return draft.wishes.length > 0 ? {} : { wishes: "required" };
    case "health": return {
      ...(service?.asksAge && plainAge(draft.age) === undefined ? { age: "age" as const } : {}),
      ...Object.fromEntries(questionsFor(page, draft.serviceId).filter((one) => !draft.answers[one.word]).map((one) => [`answers/${one.word}`, "answer" as const])),
    };
    case "contact": return {
      ...(draft.name.trim() ? {} : { name: "required" as const }), ...(/^\+?\d{6,15}$/.test(plainPhone(draft.phone)) ? {} : { phone: "phone" as const }),
      ...(draft.consent ? {} : { consent: "consent" as const }),
    };
  }
}

/** What is sent. */
export function bodyOf(draft: Draft, page: PageShown): Record<string, unknown> {
  const service = page.services.find((one) => one.id === draft.serviceId);
  const [age, remark] = [plainAge(draft.age), draft.remark.trim()];
  return {
    form: page.form, name: draft.name.trim(), phone: plainPhone(draft.phone), serviceId: draft.serviceId, wishes: draft.wishes,
    ...(service?.asksAge && age !== undefined ? { age } : {}),
    answers: questionsFor(page, draft.serviceId).map(({ word }) => ({ word, answer: draft.answers[word] ?? "unsure" })),
    ...(remark ? { remark } : {}), consent: draft.consent, website: draft.website,
  };
}

const stepOf: Readonly<Record<string, Step>> = { serviceId: "service", wishes: "wishes", age: "health", answers: "health", remark: "health", name: "contact", phone: "contact", consent: "contact" };

/** The first step that the server complains about; undefined where it names none. */
export function stepOfErrors(errors: readonly { readonly pointer: string }[]): Step | undefined {
  const found = errors.map((error) => stepOf[error.pointer.split("/")[1] ?? ""]);
  return steps.find((step) => found.includes(step));
}

/** Half of a day by its clock. */
export const halfOf = (minute: number): Half => (minute < 720 ? "morning" : "afternoon");
