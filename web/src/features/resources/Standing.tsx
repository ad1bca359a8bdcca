import type { ReactElement } from "react";
import { useTexts } from "../../lib/i18n";
import { useWords } from "../../lib/spoken";
import { Badge, Tone } from "../../ui/Badge";
import type { Standing } from "./due";
import { resourceStates, resourceTexts } from "./texts";

const looks: Readonly<Record<Standing, readonly [Tone, string]>> = { fine: ["ok", "circle-check"], soon: ["warn", "clock-alert"], over: ["bad", "circle-alert"] };

export function StandingBadge({ standing }: { standing: Standing }): ReactElement {
  const t = useTexts(resourceTexts);
  const [tone, icon] = looks[standing];
  return <Badge tone={tone} icon={icon}>{t[standing]}</Badge>;
}

const states: Readonly<Record<string, readonly [Tone, string]>> = { ready: ["ok", "circle-check"], under_maintenance: ["warn", "wrench"], retired: ["plain", "archive"] };

export function ResourceState({ state }: { state: string | null | undefined }): ReactElement {
  const word = useWords(resourceStates);
  const [tone, icon] = states[state ?? "ready"] ?? ["plain", "circle-dot"];
  return <Badge tone={tone} icon={icon}>{word(state ?? "ready")}</Badge>;
}

/** A day and how it stands; nothing where there is none. */
export function DueDay({ day, standing }: { day: string | null | undefined; standing: Standing }): ReactElement {
  if (!day) return <span className="dim">—</span>;
  return <span className="row row-wrap"><span>{day}</span>{standing !== "fine" && <StandingBadge standing={standing} />}</span>;
}
