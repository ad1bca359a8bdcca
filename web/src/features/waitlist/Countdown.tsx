import type { ReactElement } from "react";
import { time } from "../../lib/format";
import { useTexts } from "../../lib/i18n";
import { useNow } from "../../lib/now";
import { Badge } from "../../ui/Badge";
import { leftOf } from "./model";
import { waitTexts } from "./texts";

/** What is left of an offer, by the second; said as a time of day to whoever hears the page instead of seeing it. */
export function Countdown({ until }: { until: string }): ReactElement {
  const t = useTexts(waitTexts);
  const now = useNow(1000);
  const left = leftOf(until, now);
  if (!left) return <Badge tone="plain" icon="hourglass">{t.lapsed}</Badge>;
  const isShort = Date.parse(until) - now < 300_000;
  return (
    <Badge tone={isShort ? "bad" : "warn"} icon="hourglass">
      <span className="sr">{t.leftUntil(time(until))}</span><span aria-hidden="true" className="mono">{t.left(left)}</span>
    </Badge>
  );
}
