import type { ReactElement } from "react";
import type { Lead } from "../../gen/api";
import { useTexts } from "../../lib/i18n";
import { useWords } from "../../lib/spoken";
import { Badge, Tone } from "../../ui/Badge";
import { minutesTo, span } from "./clock";
import { leadStates, leadTexts } from "./words";

const tones: Record<string, readonly [Tone, string]> = {
  new: ["warn", "circle-dot"], recycled: ["warn", "recycle"], assigned: ["info", "user-round"], contacted: ["info", "phone"], added_wecom: ["info", "message-circle"],
  booked: ["brand", "calendar"], arrived: ["brand", "map-pin"], won: ["ok", "circle-check"], lost: ["plain", "circle-slash"],
};

export function LeadState({ lead }: { lead: Lead }): ReactElement {
  const word = useWords(leadStates);
  const [tone, icon] = tones[lead.state ?? "new"] ?? ["plain", "circle-dot"];
  return <Badge tone={tone} icon={icon}>{word(lead.state)}</Badge>;
}

/** How long there is for the first call; said in words too, not by colour alone. */
export function LeadClock({ lead }: { lead: Lead }): ReactElement {
  const t = useTexts(leadTexts);
  if (!lead.contactDueAt) return <span className="dim">—</span>;
  const left = minutesTo(lead.contactDueAt);
  const { count, unit } = span(left);
  const text = unit === "minutes" ? t.minutes(count) : t.hours(count);
  return left < 0 ? <Badge tone="bad" icon="alarm-clock">{t.overdue(text)}</Badge> : <Badge tone={left < 10 ? "warn" : "plain"} icon="clock">{t.due(text)}</Badge>;
}
