import type { Task } from "../../gen/api";
import { distinct, Named, useCustomerNames } from "../../lib/customers";
import { api } from "../../lib/http";
import { useRights } from "../../lib/me";
import { useQuery } from "../../lib/query";

const atOnce = 50;

/** Names of leads by their ids, as far as somebody sees them: asked of the leads' own list, whose rights decide. */
async function leadNames(ids: readonly string[]): Promise<ReadonlyMap<string, Named>> {
  const found = new Map<string, Named>();
  for (let from = 0; from < ids.length; from += atOnce) {
    const page = await api("GET /v1/leads", { query: { "filter[id]": ids.slice(from, from + atOnce).join(","), fields: "id,number,name", limit: atOnce } });
    for (const lead of page.data) if (lead.id) found.set(lead.id, lead);
  }
  return found;
}

/** Whom a task is about; undefined where it is about nobody, and where the reader does not see him. */
export function nameOf(task: Pick<Task, "leadId" | "customerId">, leads: ReadonlyMap<string, Named>, customers: ReadonlyMap<string, Named>): string | undefined {
  const named = task.leadId ? leads.get(task.leadId) : task.customerId ? customers.get(task.customerId) : undefined;
  return named?.name ?? (named?.number == null ? undefined : `#${named.number}`);
}

/** Whom tasks of a list are about, as far as the reader sees them. */
export function useNamesOfTasks(tasks: readonly Task[]): (task: Task) => string | undefined {
  const rights = useRights();
  const wanted = distinct(tasks.map((task) => task.leadId));
  const leads = useQuery(wanted.length > 0 && rights.may("read.lead") ? ["lead", "names", ...wanted] : undefined, () => leadNames(wanted)).value ?? none;
  const customers = useCustomerNames(tasks.map((task) => task.customerId));
  return (task) => nameOf(task, leads, customers);
}

const none: ReadonlyMap<string, Named> = new Map();
