import type { Branch, Role, User } from "../gen/api";
import { api } from "./http";
import { either } from "./i18n";
import { useRights } from "./me";
import { everyPage } from "./pages";
import { Query, useQuery } from "./query";

// Who and what there is in the chain: small, read once, and followed by every page that shows names instead of ids.

export const keys = { units: ["units"], people: ["people"], roles: ["roles"] } as const;

export function useUnits(): Query<Branch[]> {
  const rights = useRights();
  return useQuery(rights.may("read.branch") ? keys.units : undefined, async () => (await api("GET /v1/branches", { query: { kind: "all" } })).data);
}

export function usePeople(): Query<User[]> {
  const rights = useRights();
  return useQuery(rights.may("read.user") ? keys.people : undefined, () => everyPage((cursor) => api("GET /v1/users", { query: { limit: 200, cursor } })));
}

export function useRoles(): Query<Role[]> {
  const rights = useRights();
  return useQuery(rights.may("read.role") ? keys.roles : undefined, async () => (await api("GET /v1/roles")).data);
}

export interface Names {
  person: (id: string | null | undefined) => string | undefined;
  unit: (id: string | null | undefined) => string | undefined;
  /** Whether they are there: who has no name then is nobody whom the reader may see. */
  hasPeople: boolean;
  hasUnits: boolean;
}

/** Names for ids; undefined while they are on their way or out of reach. */
export function useDirectory(): Names {
  const [staff, places] = [usePeople().value, useUnits().value];
  const people = index(staff);
  const units = index(places);
  return {
    hasPeople: staff !== undefined, hasUnits: places !== undefined,
    person: (id) => (id ? people.get(id)?.displayName : undefined),
    unit: (id) => (id ? units.get(id)?.name : undefined),
  };
}

/**
 * What stands for ids of which the reader may know some: their names, and once that there are others. What the whole chain has is listed with them
 * (licences, 0050); who they are is for those who work with them.
 */
export function namesOf(ids: readonly string[], name: (id: string) => string | undefined, isRead: boolean, elsewhere: string): readonly string[] {
  const known = ids.map((id) => name(id)).filter((one): one is string => one !== undefined);
  return isRead && known.length < ids.length ? [...known, elsewhere] : known;
}

const indexes = new WeakMap<object, Map<string, unknown>>();

function index<Item extends { id: string }>(items: readonly Item[] | undefined): Map<string, Item> {
  if (!items) return new Map();
  const known = indexes.get(items) as Map<string, Item> | undefined;
  const made = known ?? new Map(items.map((item) => [item.id, item]));
  indexes.set(items, made);
  return made;
}

export const roleName = (role: Pick<Role, "nameZh" | "nameEn" | "code">): string => either(role.nameZh, role.nameEn) || role.code;
