import type { ReactElement } from "react";
import { weekday } from "../../lib/format";
import { language } from "../../lib/i18n";
import { useStore } from "../../lib/store";
import { Card } from "../../ui/Page";
import { releases } from "./changes";

/** What is new, the newest first. */
export default function ChangesView(): ReactElement {
  const shown = useStore(language);
  return (
    <div className="stack" style={{ maxWidth: 860 }}>
      {releases(shown).map(({ day, lines }) => (
        <Card key={day} title={weekday(day)}>
          <ul className="changes">{lines.map((line) => <li key={line}>{line}</li>)}</ul>
        </Card>
      ))}
    </div>
  );
}
