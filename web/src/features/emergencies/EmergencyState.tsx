import type { ReactElement } from "react";
import type { BreakGlassReview } from "../../gen/api";
import { time } from "../../lib/format";
import { useTexts } from "../../lib/i18n";
import { useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { emergencyTexts, verdicts } from "./texts";

/** The verdict, or where there is none how the opening stands. */
export function EmergencyState({ opening }: { opening: BreakGlassReview }): ReactElement {
  const t = useTexts(emergencyTexts);
  const verdict = useWords(verdicts);
  if (opening.verdict) return <Badge tone={opening.verdict === "justified" ? "ok" : "bad"} icon={opening.verdict === "justified" ? "circle-check" : "ban"}>{verdict(opening.verdict)}</Badge>;
  if (!opening.customerId) return <Badge tone="warn" icon="user-round-x">{t.missed}</Badge>;
  if (opening.endedAt) return <Badge icon="circle-slash">{t.ended}</Badge>;
  if (Date.parse(opening.until) > Date.now()) return <Badge tone="bad" icon="siren">{t.still(time(opening.until))}</Badge>;
  return <Badge icon="clock">{t.over}</Badge>;
}
