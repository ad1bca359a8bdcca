import type { ReactNode } from "react";
import type { BranchChoice } from "../../lib/branch";
import { inOrder, isPerson, useBookables } from "../../lib/catalogue";
import { api } from "../../lib/http";
import { everyPage } from "../../lib/pages";
import { useQuery } from "../../lib/query";

/** What every view of the page is about. */
export interface ViewProps {
  readonly branch: { readonly id: string; readonly name: string };
  readonly choice: BranchChoice;
  readonly tabs: ReactNode;
}

export const useTemplates = (branch: string) => useQuery(["shift-templates", branch], () =>
  everyPage((cursor) => api("GET /v1/shift-templates", { query: { "filter[branchId]": branch, sort: "position", limit: 200, cursor } })));

/** Whoever can be rostered in a branch, in the order of the calendar. */
export function useStaff(branch: string) {
  const found = useBookables(branch);
  return { ...found, value: found.value && inOrder(found.value).filter((one) => isPerson(one.kind) && one.state !== "retired") };
}

export const useCalendarDays = () => useQuery(["calendar-days"], () =>
  everyPage((cursor) => api("GET /v1/calendar-days", { query: { sort: "-day", limit: 200, cursor } }), 1000));
