import type { FieldRight, Level, Use } from "../../lib/me";

// What a role holds, as the API says it, and how the matrix changes it. Rights unite: a field has its class's right and its own
// together, so taking something from one field of a class means to say the others one by one.

export interface Entry extends FieldRight {
  target: string;
}

export interface Content {
  rowScope: "unit" | "own" | "care";
  actions: string[];
  fields: Entry[];
}

export interface CatalogField {
  field: string;
  target: string;
  class: string;
  label: string;
  uses: Use[];
  writable: boolean;
}

/** `GET /v1/permissions`. */
export interface Catalog {
  actions: { action: string; label: string; reserved: boolean }[];
  classes: { class: string; label: string }[];
  resources: { resource: string; fields: CatalogField[] }[];
}

export const levelOrder: readonly Level[] = ["none", "masked", "read", "write"];
const none: FieldRight = { level: "none", uses: [] };

function unite(left: FieldRight, right: FieldRight): FieldRight {
  const level = levelOrder.indexOf(left.level) >= levelOrder.indexOf(right.level) ? left.level : right.level;
  return { level, uses: [...new Set([...left.uses, ...right.uses])] };
}

function covers(left: FieldRight, right: FieldRight): boolean {
  return levelOrder.indexOf(left.level) >= levelOrder.indexOf(right.level) && right.uses.every((use) => left.uses.includes(use));
}

export const rightOf = (content: Content, target: string): FieldRight => content.fields.find((entry) => entry.target === target) ?? none;

/** What the role holds on a field: what its class gives and its own, as far as the field has such uses. */
export function effective(content: Content, field: CatalogField): FieldRight {
  const whole = unite(rightOf(content, field.class), rightOf(content, field.target));
  return { level: whole.level, uses: whole.uses.filter((use) => field.uses.includes(use)) };
}

function put(content: Content, target: string, right: FieldRight): Content {
  const others = content.fields.filter((entry) => entry.target !== target);
  if (right.level === "none" && right.uses.length === 0) return { ...content, fields: others };
  return { ...content, fields: [...others, { target, level: right.level, uses: [...right.uses] }] };
}

export const setClass = put;

/** Gives a field a right. Less than its class has: the class's right is spelled out on its other fields first. */
export function setField(content: Content, catalog: Catalog, field: CatalogField, right: FieldRight): Content {
  const ofClass = rightOf(content, field.class);
  const fitting: FieldRight = { level: ofClass.level, uses: ofClass.uses.filter((use) => field.uses.includes(use)) };
  if (covers(right, fitting)) {
    return put(content, field.target, covers(fitting, right) ? none : right);
  }
  const siblings = catalog.resources.flatMap((resource) => resource.fields).filter((one) => one.class === field.class && one.target !== field.target);
  let changed = put(content, field.class, none);
  for (const sibling of siblings) changed = put(changed, sibling.target, effective(content, sibling));
  return put(changed, field.target, right);
}

export function toggleAction(content: Content, action: string): Content {
  const has = content.actions.includes(action);
  return { ...content, actions: has ? content.actions.filter((one) => one !== action) : [...content.actions, action] };
}

export function toggleUse(right: FieldRight, use: Use): FieldRight {
  return { ...right, uses: right.uses.includes(use) ? right.uses.filter((one) => one !== use) : [...right.uses, use] };
}

const normal = (right: FieldRight): string => `${right.level} ${[...right.uses].sort().join()}`;

/** How many things differ between two contents. */
export function countChanges(before: Content, after: Content): number {
  const targets = new Set([...before.fields, ...after.fields].map((entry) => entry.target));
  const fields = [...targets].filter((target) => normal(rightOf(before, target)) !== normal(rightOf(after, target))).length;
  const actions = [...new Set([...before.actions, ...after.actions])].filter((action) => before.actions.includes(action) !== after.actions.includes(action)).length;
  return fields + actions + (before.rowScope === after.rowScope ? 0 : 1);
}

export const isChanged = (before: Content, after: Content, field: CatalogField): boolean => normal(effective(before, field)) !== normal(effective(after, field));
