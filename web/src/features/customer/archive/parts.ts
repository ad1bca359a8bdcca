import type { Dictionary } from "../../../lib/i18n";
import { addressKinds, phoneRelations, relationKinds, severities, warningKinds } from "./words";

type Words = Dictionary<Record<string, readonly [string, string]>>;

/** A field of something that a customer has several of. */
export interface PartField {
  readonly name: string;
  readonly label: "kind" | "relation" | "phone" | "address" | "severity" | "detail" | "since" | "until" | "other";
  readonly type: "text" | "area" | "choice" | "date" | "customer";
  readonly words?: Words;
  readonly required?: boolean;
  readonly max?: number;
  /** Given when it is added, not changed. */
  readonly once?: boolean;
}

/** What a customer has several of: where it is, and what it is made of. */
export interface PartKind {
  readonly path: "phones" | "addresses" | "warnings" | "relations";
  readonly resource: string;
  readonly write: string;
  readonly removable: boolean;
  readonly fields: readonly PartField[];
}

/** One of them, as the server answers it. */
export interface Part {
  readonly id: string;
  readonly version: number;
  readonly masked?: readonly string[];
  readonly [field: string]: unknown;
}

export const partKinds: readonly PartKind[] = [
  {
    path: "warnings", resource: "warning", write: "record.warning", removable: false,
    fields: [
      { name: "kind", label: "kind", type: "choice", words: warningKinds as Words, required: true },
      { name: "severity", label: "severity", type: "choice", words: severities as Words, required: true },
      { name: "since", label: "since", type: "date", required: true }, { name: "until", label: "until", type: "date" },
      { name: "detail", label: "detail", type: "area", max: 500 },
    ],
  },
  {
    path: "phones", resource: "customer_phone", write: "update.customer", removable: true,
    fields: [
      { name: "relation", label: "relation", type: "choice", words: phoneRelations as Words, required: true },
      { name: "phone", label: "phone", type: "text", required: true, max: 40 },
    ],
  },
  {
    path: "addresses", resource: "customer_address", write: "update.customer", removable: true,
    fields: [
      { name: "kind", label: "kind", type: "choice", words: addressKinds as Words, required: true },
      { name: "address", label: "address", type: "area", required: true, max: 300 },
    ],
  },
  {
    path: "relations", resource: "relation", write: "update.customer", removable: true,
    fields: [
      { name: "otherId", label: "other", type: "customer", required: true, once: true },
      { name: "kind", label: "relation", type: "choice", words: relationKinds as Words, required: true },
    ],
  },
];
