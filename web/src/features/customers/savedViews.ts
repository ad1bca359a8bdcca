import { Store } from "../../lib/store";

/** A view of the list: filters and order under a name. Kept on this computer until the server keeps views. */
export interface View {
  readonly id: string;
  readonly name: string;
  readonly query: string;
}

export class SavedViews {
  readonly all: Store<readonly View[]>;

  constructor(private readonly key: string, private readonly storage: Pick<Storage, "getItem" | "setItem">) {
    this.all = new Store(this.read());
  }

  save(name: string, query: string): View {
    const view = { id: `own-${Date.now().toString(36)}`, name, query };
    this.write([...this.all.get(), view]);
    return view;
  }

  remove(id: string): void {
    this.write(this.all.get().filter((view) => view.id !== id));
  }

  private read(): readonly View[] {
    try {
      const kept = JSON.parse(this.storage.getItem(this.key) ?? "[]") as unknown;
      return Array.isArray(kept) ? (kept as View[]).filter((view) => typeof view.id === "string" && typeof view.query === "string") : [];
    } catch {
      return [];
    }
  }

  private write(views: readonly View[]): void {
    this.all.set(views);
    try {
      this.storage.setItem(this.key, JSON.stringify(views));
    } catch {
      // Full or switched off: kept until the page is left.
    }
  }
}

/** The part of an address that a view keeps, in one order. */
export function viewQuery(query: URLSearchParams): string {
  const kept = [...query].filter(([name]) => name.startsWith("f.") || name === "sort");
  return new URLSearchParams(kept.sort(([left], [right]) => (left < right ? -1 : 1))).toString();
}
