import type { Language } from "./i18n";
import { session } from "./session";
import { useStore } from "./store";

/** `GET /v1/me`; the description gives its parts as plain objects. */
export interface Me {
  user: { id: string; userName: string; displayName: string; locale: Language | null; totpEnabled: boolean };
  tenant: { id: string; slug: string; name: string; locale: Language; timeZone: string; complianceProfile: "standard" | "mlps3" };
  session: { id: string; expiresAt: string; steppedUpAt: string | null };
  branches: { id: string; name: string; open: boolean }[];
  grants: { id: string; role: { id: string; code: string; name: { zh: string; en: string } }; unit: { id: string; name: string; kind: string } }[];
  permissions: { action: string; branches: string[] | null }[];
  resources: Record<string, Portion[]>;
  csrf?: string;
}

export type Level = "none" | "masked" | "read" | "write";
export type Use = "filter" | "sort" | "group" | "export" | "reveal" | "set";

export interface FieldRight {
  level: Level;
  uses: Use[];
}

interface Portion {
  rows: { branches: string[] | null; relation: string };
  actions: string[];
  fields: Record<string, FieldRight>;
}

const levels: readonly Level[] = ["none", "masked", "read", "write"];

/** What somebody may do, as far as the page has to know to offer it. The server decides. */
export class Rights {
  constructor(readonly me: Me) {}

  /** Whether an action is held, somewhere or in one branch. */
  may(action: string, branch?: string | null): boolean {
    const held = this.me.permissions.find((permission) => permission.action === action);
    if (!held) return false;
    return !branch || held.branches === null || held.branches.includes(branch);
  }

  /** Whether an action is held in the whole chain. */
  mayEverywhere(action: string): boolean {
    return this.me.permissions.some((permission) => permission.action === action && permission.branches === null);
  }

  /** The best that is held on a field, somewhere or on rows of one branch. */
  on(resource: string, field: string, branch?: string | null): FieldRight {
    let best: Level = "none";
    const uses = new Set<Use>();
    for (const portion of this.me.resources[resource] ?? []) {
      const applies = !branch || portion.rows.branches === null || portion.rows.branches.includes(branch);
      const right = applies ? portion.fields[field] : undefined;
      if (!right) continue;
      if (levels.indexOf(right.level) > levels.indexOf(best)) best = right.level;
      right.uses.forEach((use) => uses.add(use));
    }
    return { level: best, uses: [...uses] };
  }

  sees(resource: string, field: string, branch?: string | null): boolean {
    return this.on(resource, field, branch).level !== "none";
  }

  /** Whether a value may be typed, seen in clear afterwards or not. */
  maySet(resource: string, field: string, branch?: string | null): boolean {
    const right = this.on(resource, field, branch);
    return right.level === "write" || right.uses.includes("set");
  }

  mayUse(use: Use, resource: string, field: string, branch?: string | null): boolean {
    return this.on(resource, field, branch).uses.includes(use);
  }

  /** Fields of a resource that may leave with a list, in the order of their table. */
  exportable(resource: string): string[] {
    const fields = new Set((this.me.resources[resource] ?? []).flatMap((portion) => Object.keys(portion.fields)));
    return [...fields].filter((field) => this.sees(resource, field) && this.mayUse("export", resource, field));
  }

  /** The deployment's own people: the operator console instead of a clinic. */
  get isOperator(): boolean {
    return this.me.tenant.slug === "-";
  }
}

/** Who is signed in, for components below the shell. */
export function useMe(): Me {
  const current = useStore(session);
  if (current.state !== "signed-in") throw new Error("nobody is signed in");
  return current.me;
}

export function useRights(): Rights {
  const me = useMe();
  const known = rightsOf.get(me) ?? new Rights(me);
  rightsOf.set(me, known);
  return known;
}

const rightsOf = new WeakMap<Me, Rights>();
