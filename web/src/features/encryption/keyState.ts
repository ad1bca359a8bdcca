import type { KeyRotation, KeyState } from "../../gen/api";

/** The API's description gives the parts of `GET /v1/keys` as plain objects. */
export interface KeyVersion {
  readonly purpose: string;
  readonly version: number;
  readonly state: string;
  readonly cipherSuite: string;
  readonly createdAt: string;
  readonly count: number | null;
}

export interface Freeze {
  readonly reason: string;
  readonly frozenAt: string;
  readonly thawAsked: boolean;
}

export const versionsOf = (state: KeyState): KeyVersion[] => state.versions as unknown as KeyVersion[];
export const rotationsOf = (state: KeyState): KeyRotation[] => state.rotations as unknown as KeyRotation[];
export const freezeOf = (state: KeyState): Freeze | null => state.freeze as unknown as Freeze | null;

/** How far a rotation is, from 0 to 1: the phases before and after the walk have no numbers of their own. */
export function progressOf(rotation: Pick<KeyRotation, "state" | "phase" | "done" | "total">): number {
  if (rotation.state === "done") return 1;
  const walked = rotation.total > 0 ? Math.min(1, rotation.done / rotation.total) : 1;
  switch (rotation.phase) {
    case "settle": return 0.02;
    case "walk": return 0.05 + 0.8 * walked;
    case "drain": return 0.88;
    default: return 0.95;
  }
}
