import { Problem } from "./problem";
import { Store } from "./store";

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly kind: "done" | "failed";
  readonly undo?: () => void;
}

export const toasts = new Store<readonly Toast[]>([]);
let last = 0;

function show(toast: Omit<Toast, "id">, seconds: number): void {
  last += 1;
  const id = last;
  toasts.update((all) => [...all.slice(-2), { ...toast, id }]);
  setTimeout(() => dismiss(id), seconds * 1000);
}

export function dismiss(id: number): void {
  toasts.update((all) => all.filter((toast) => toast.id !== id));
}

export const tell = (text: string): void => show({ text, kind: "done" }, 4);
/** Why something did not happen. */
export const tellRefused = (text: string): void => show({ text, kind: "failed" }, 8);
export const tellProblem = (problem: Problem): void => tellRefused(problem.text);

/** Says what was done and offers to take it back for eight seconds. */
export const tellUndoable = (text: string, undo: () => void): void => show({ text, kind: "done", undo }, 8);
