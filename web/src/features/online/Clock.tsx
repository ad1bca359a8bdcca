import type { ReactElement } from "react";
import { moment } from "../../lib/format";
import { useTexts } from "../../lib/i18n";
import { Badge, Tone } from "../../ui/Badge";
import { clockOf, OnlineRequest, RequestState } from "./model";
import { onlineTexts, requestStates } from "./texts";
import { useWords } from "../../lib/spoken";

const looks: Readonly<Record<RequestState, readonly [Tone, string]>> = {
  auto_ok: ["info", "circle-check"], need_review: ["warn", "stethoscope"], contraindicated: ["bad", "octagon-x"], approved: ["brand", "check"], asking: ["vio", "message-circle"],
  postponed: ["plain", "clock"], rejected: ["plain", "circle-slash"], confirmed: ["ok", "calendar-check"], withdrawn: ["plain", "ban"],
};

export function StateBadge({ request }: { request: OnlineRequest }): ReactElement {
  const word = useWords(requestStates);
  const [tone, icon] = looks[request.state] ?? ["plain", "circle-dot"];
  return <Badge tone={tone} icon={icon}>{word(request.state)}</Badge>;
}

/** Until when it is to be looked at. The moment is one of working hours: what is shown as left includes nights and closed days. */
export function Clock({ request, now }: { request: OnlineRequest; now: number }): ReactElement {
  const t = useTexts(onlineTexts);
  const clock = clockOf(request, now);
  if (!clock) return <span className="dim">—</span>;
  const size = Math.abs(clock.minutes);
  const span = size < 120 ? t.minutes(size) : t.hours(Math.round(size / 60));
  if (clock.kind === "over") return <Badge tone="bad" icon="alarm-clock">{t.over(span)}</Badge>;
  return <Badge tone={clock.kind === "soon" ? "warn" : "plain"} icon="clock">{size < 120 ? t.left(span) : t.dueAt(moment(request.dueAt))}</Badge>;
}
