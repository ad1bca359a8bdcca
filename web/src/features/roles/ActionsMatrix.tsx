import type { ReactElement } from "react";
import { language, useTexts } from "../../lib/i18n";
import { useStore } from "../../lib/store";
import { word } from "../../lib/spoken";
import { resources } from "../../lib/words";
import { Badge } from "../../ui/Badge";
import { MatrixEditor, MatrixGroup } from "../../ui/MatrixEditor";
import { Icon } from "../../ui/Icon";
import { Catalog, Content, toggleAction } from "./content";
import { roleTexts } from "./texts";

/** Every action, grouped by what it acts on. */
export function ActionsMatrix({ catalog, stored, draft, onChange, builtIn }: { catalog: Catalog; stored: Content; draft: Content; onChange: ((content: Content) => void) | undefined; builtIn: boolean }): ReactElement {
  const t = useTexts(roleTexts);
  const shown = useStore(language);
  const groups = new Map<string, MatrixGroup & { rows: MatrixGroup["rows"][number][] }>();
  for (const { action, label, reserved } of catalog.actions) {
    const object = action.split(".").pop() ?? action;
    const group = groups.get(object) ?? { id: object, label: word(resources[shown] as Record<string, string>, object), rows: [] };
    groups.set(object, group);
    const isHeld = draft.actions.includes(action);
    group.rows.push({
      id: action, label: <>{label}<small>{action}</small></>, text: `${label} ${action}`, isChanged: isHeld !== stored.actions.includes(action),
      cells: () => [
        onChange && (!reserved || isHeld)
          ? <input key="on" type="checkbox" role="switch" aria-label={label} checked={isHeld} onChange={() => onChange(toggleAction(draft, action))} />
          : isHeld ? <Icon key="yes" icon="check" /> : <span key="no" className="dim">—</span>,
        reserved && !builtIn ? <Badge key="reserved" icon="lock">{t.reserved}</Badge> : "",
      ],
    });
  }
  return <MatrixEditor label={t.actions} head={[t.action, t.allowed, ""]} groups={[...groups.values()]} />;
}
