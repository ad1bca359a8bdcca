import type { Customer } from "../../gen/api";

/** What a change of a row stands on: what the change before it made of the customer, unless the row was read later. */
export const standingOn = (row: Customer, before: Customer | undefined): Customer =>
  before && (before.version ?? 0) > (row.version ?? 0) ? { ...row, ...before } : row;
