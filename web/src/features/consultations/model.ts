import type { Consultation } from "../../gen/api";
import { changed } from "../../lib/live";

/** One item of an option, as the API shows it; what one may not read is not there. */
export interface Item {
  id?: string;
  serviceId: string;
  department?: string | null;
  sessions: number;
  listFen?: number;
  priceFen?: number;
  sites?: string | null;
  dosage?: string | null;
  timing?: string | null;
  risk?: string | null;
}

export interface PlanOption {
  code: string;
  listFen: number;
  priceFen: number;
  needsReview: boolean;
  items: Item[];
}

export interface Opinion {
  id: string;
  userId: string;
  verdict: string | null;
  opinion?: string | null;
  givenAt: string | null;
}

export interface Plan {
  id: string;
  consultationId: string;
  revision: number;
  state: string;
  summary?: string | null;
  acceptedOption: string | null;
  acceptedFen: number | null;
  declinedReason: string | null;
  version: number;
  options: PlanOption[];
  opinions: Opinion[];
}

export interface Mark {
  map: string;
  x: number;
  y: number;
  note: string;
}

export const codes = ["A", "B", "C"] as const;

/** A consultation or its plans changed: whatever shows them reads again. */
export function talkChanged(id: string): void {
  changed("consultation", id);
  changed("plans", id);
  for (const key of ["consultations", "plan", "plan-reviews", "timeline", "waiting-board"]) changed(key);
}

/** Fen as yuan: two decimals where there are fen. */
export const yuan = (fen: number): string => `¥${new Intl.NumberFormat("zh-CN", { minimumFractionDigits: fen % 100 === 0 ? 0 : 2 }).format(fen / 100)}`;

/** What somebody typed as yuan, in fen; undefined where it is no amount. */
export function fenOf(text: string): number | undefined {
  const found = /^\s*(\d{1,10})(?:\.(\d{1,2}))?\s*$/.exec(text.replace(/[,，¥]/g, ""));
  return found ? Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0")) : undefined;
}

/** Whether a talk goes on. */
export const isOpen = (talk: Consultation): boolean => !talk.closedAt;
