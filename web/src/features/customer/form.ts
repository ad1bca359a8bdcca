import type { Customer } from "../../gen/api";
import type { Rights } from "../../lib/me";
import { halfWidth } from "../../lib/input";

/** What the form of a customer holds; empty text is no value. */
export const formFields = [
  "name", "phone", "wechat", "idNumber", "birthday", "sex", "level", "sourceChannel", "ownerId", "homeBranchId", "skinType", "occupation", "address", "preferences", "allergy", "remark",
] as const;
export type FormField = typeof formFields[number];
export type CustomerForm = Record<FormField, string>;

/** Values as the form begins with them: a masked one is not the value, so its field begins empty. */
export function formOf(customer: Customer | undefined): CustomerForm {
  const masked = new Set(customer?.masked ?? []);
  return Object.fromEntries(formFields.map((field) => [field, masked.has(field) ? "" : customer?.[field] ?? ""])) as CustomerForm;
}

/** The fields that somebody may fill in, for a customer of a branch. */
export function writableFields(rights: Rights, branch: string | null | undefined): FormField[] {
  return formFields.filter((field) => rights.maySet("customer", field, branch));
}

/** What changed between two states of the form, as a PATCH says it: null empties a field. */
export function changesBetween(before: CustomerForm, after: CustomerForm): Partial<Record<FormField, string | null>> {
  const changes: Partial<Record<FormField, string | null>> = {};
  for (const field of formFields) {
    const value = tidy(field, after[field]);
    if (value !== before[field]) changes[field] = value === "" ? null : value;
  }
  return changes;
}

/** Numbers are pasted from chats with spaces and full-width digits. */
function tidy(field: FormField, value: string): string {
  const trimmed = value.trim();
  return field === "phone" || field === "idNumber" ? halfWidth(trimmed).replace(/\s/g, "") : trimmed;
}

/** After somebody else's change: which of mine touch the same fields. */
export function conflictsOf(mine: Partial<Record<FormField, string | null>>, base: Customer, theirs: Customer): FormField[] {
  return (Object.keys(mine) as FormField[]).filter((field) => (base[field] ?? null) !== (theirs[field] ?? null));
}
