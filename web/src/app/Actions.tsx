import type { ReactElement } from "react";
import { language } from "../lib/i18n";
import { useStore } from "../lib/store";
import { actionText } from "../lib/words";

/** Names what somebody would have to be allowed; with all the words for it, which most people never need. */
export function Actions({ actions, say }: { actions: readonly string[]; say: (named: string) => string }): ReactElement {
  const shown = useStore(language);
  return <>{say(actions.map((action) => actionText(action, shown)).join(" / "))}</>;
}
