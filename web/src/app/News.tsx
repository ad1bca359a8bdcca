import { useEffect, useRef } from "react";
import { useDirectory } from "../lib/directory";
import { dictionary, useTexts } from "../lib/i18n";
import { useUnreadMentions } from "../lib/mentions";
import { preferences } from "../lib/preferences";
import { useStore } from "../lib/store";
import { changes } from "../lib/stream";
import { tell } from "../lib/toast";

const texts = dictionary({
  mentioned: [(name: string) => `${name} 在记录里提醒了您，见“今日”`, (name: string) => `${name} mentions you in a note: see Today`],
  somebody: ["同事", "A colleague"],
  decided: ["您的查看申请有结果了，见“查看申请”", "Your request to see a customer is decided: see Care requests"],
});

/** Says what came for oneself while the page is open, for whoever wants to be told. */
export function News(): null {
  const t = useTexts(texts);
  const names = useDirectory();
  const mentions = useUnreadMentions().value?.data;
  const seen = useRef<ReadonlySet<string>>();
  useEffect(() => {
    if (!mentions) return;
    const known = seen.current;
    const fresh = known ? mentions.filter(({ note }) => !known.has(note.id ?? "")) : [];
    seen.current = new Set([...(known ?? []), ...mentions.map(({ note }) => note.id ?? "")]);
    if (fresh[0] && preferences.get().tellsNews) tell(t.mentioned(names.person(fresh[0].note.authorId) ?? t.somebody));
  }, [mentions]);
  const decisions = useStore(changes)["care_decision"] ?? 0;
  useEffect(() => {
    if (decisions > 0 && preferences.get().tellsNews) tell(t.decided);
  }, [decisions]);
  return null;
}
