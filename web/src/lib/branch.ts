import { useMe, useRights } from "./me";
import { setQuery, usePlace } from "./router";
import { Store, useStore } from "./store";

const remembered = "peony.branch";

function kept(): string | undefined {
  try {
    return localStorage.getItem(remembered) ?? undefined;
  } catch {
    return undefined;
  }
}

const last = new Store<string | undefined>(typeof localStorage === "undefined" ? undefined : kept());

export interface BranchChoice {
  /** Undefined for somebody who works in none. */
  readonly branch: { readonly id: string; readonly name: string } | undefined;
  readonly branches: readonly { readonly id: string; readonly name: string }[];
  readonly choose: (id: string) => void;
}

/** The branch that a page is about: the address names it, otherwise the one that was looked at last. Only where an action is held. */
export function useBranch(action: string): BranchChoice {
  const me = useMe();
  const rights = useRights();
  const { query } = usePlace();
  const before = useStore(last);
  const branches = me.branches.filter((branch) => branch.open && rights.may(action, branch.id));
  const by = (id: string | null | undefined) => branches.find((branch) => branch.id === id);
  const choose = (id: string) => {
    last.set(id);
    try {
      localStorage.setItem(remembered, id);
    } catch {
      // Kept for this page only.
    }
    setQuery({ branch: id });
  };
  return { branch: by(query.get("branch")) ?? by(before) ?? branches[0], branches, choose };
}
