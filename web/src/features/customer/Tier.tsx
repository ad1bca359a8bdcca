import type { ReactElement } from "react";
import { tiers, useWords } from "../../lib/spoken";

export function Tier({ level }: { level: string | null | undefined }): ReactElement | null {
  const name = useWords(tiers);
  return level ? <span className={`tier tier-${level}`}>{name(level)}</span> : null;
}
