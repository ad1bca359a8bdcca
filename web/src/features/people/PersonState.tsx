import type { ReactElement } from "react";
import { userStates, useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";

const looks = { invited: ["warn", "mail"], active: ["ok", "circle-check"], suspended: ["bad", "circle-pause"], left: ["plain", "log-out"] } as const;

export function PersonState({ state }: { state: keyof typeof looks }): ReactElement {
  const word = useWords(userStates);
  const [tone, icon] = looks[state];
  return <Badge tone={tone} icon={icon}>{word(state)}</Badge>;
}
