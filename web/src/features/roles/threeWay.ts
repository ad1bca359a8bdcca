import type { FieldRight } from "../../lib/me";
import { Content, rightOf } from "./content";

// Two people, one role: what stood there when the draft was begun, what stands there now, and the draft.

/** One thing of a role: its rows, an action, or the right on a class or a field. */
export type Thing = { readonly kind: "rows" } | { readonly kind: "action" | "field"; readonly target: string };

export interface Divergence {
  readonly id: string;
  readonly thing: Thing;
  readonly base: Held;
  readonly theirs: Held;
  readonly mine: Held;
  /** Both changed it, and not to the same. */
  readonly isClash: boolean;
}

export type Held = Content["rowScope"] | boolean | FieldRight;

const same = (left: Held, right: Held): boolean => text(left) === text(right);
const text = (held: Held): string => (typeof held === "object" ? `${held.level} ${[...held.uses].sort().join()}` : String(held));

function heldOf(content: Content, thing: Thing): Held {
  if (thing.kind === "rows") return content.rowScope;
  return thing.kind === "action" ? content.actions.includes(thing.target) : rightOf(content, thing.target);
}

/** Everything that one of the two changed since the draft was begun. */
export function divergences(base: Content, theirs: Content, mine: Content): Divergence[] {
  const contents = [base, theirs, mine];
  const actions = new Set(contents.flatMap((content) => content.actions));
  const fields = new Set(contents.flatMap((content) => content.fields.map((entry) => entry.target)));
  const things: Thing[] = [
    { kind: "rows" },
    ...[...actions].map((target): Thing => ({ kind: "action", target })),
    ...[...fields].map((target): Thing => ({ kind: "field", target })),
  ];
  return things.flatMap((thing) => {
    const [before, they, my] = [heldOf(base, thing), heldOf(theirs, thing), heldOf(mine, thing)];
    if (same(before, they) && same(before, my)) return [];
    const id = thing.kind === "rows" ? "rows" : `${thing.kind} ${thing.target}`;
    return [{ id, thing, base: before, theirs: they, mine: my, isClash: !same(before, they) && !same(before, my) && !same(they, my) }];
  });
}

/** The draft on top of what stands there now: mine where I alone changed it, and where both did what was chosen. */
export function joined(theirs: Content, found: readonly Divergence[], keepsTheirs: ReadonlySet<string>): Content {
  let content = theirs;
  for (const one of found) {
    const isMine = !same(one.base, one.mine) && !(one.isClash && keepsTheirs.has(one.id));
    if (isMine) content = put(content, one.thing, one.mine);
  }
  return content;
}

function put(content: Content, thing: Thing, held: Held): Content {
  if (thing.kind === "rows") return { ...content, rowScope: held as Content["rowScope"] };
  if (thing.kind === "action") {
    const others = content.actions.filter((action) => action !== thing.target);
    return { ...content, actions: held === true ? [...others, thing.target] : others };
  }
  const others = content.fields.filter((entry) => entry.target !== thing.target);
  const right = held as FieldRight;
  const isNothing = right.level === "none" && right.uses.length === 0;
  return { ...content, fields: isNothing ? others : [...others, { target: thing.target, level: right.level, uses: [...right.uses] }] };
}
