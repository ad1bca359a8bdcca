import type { ReactElement } from "react";
import { useTexts } from "../lib/i18n";
import { useMe, useRights } from "../lib/me";
import { Link, usePlace } from "../lib/router";
import { Icon, Mark } from "../ui/Icon";
import { navigationFor, navTexts } from "./navigation";
import { shellTexts } from "./texts";

export function Sidebar({ folded, onFold }: { folded: boolean; onFold: (() => void) | undefined }): ReactElement {
  const t = useTexts(shellTexts);
  const names = useTexts(navTexts);
  const me = useMe();
  const rights = useRights();
  const { path } = usePlace();
  return (
    <nav className="side" aria-label={t.navigation}>
      <div className="side-brand"><Mark /><span className="side-label clip">{me.tenant.name}</span></div>
      {navigationFor(rights).map((group) => (
        <div key={group.text} className="side-group">
          <div className="side-title">{names[group.text]}</div>
          {group.items.map((item) => {
            const isHere = path === item.path || path.startsWith(item.path + "/");
            return (
              <Link key={item.path} to={item.path} className="side-link" aria-current={isHere ? "page" : undefined} title={folded ? names[item.text] : undefined}>
                <Icon icon={item.icon} />
                <span className="side-label">{names[item.text]}</span>
                {folded && <span className="sr">{names[item.text]}</span>}
              </Link>
            );
          })}
        </div>
      ))}
      {onFold && (
        <button type="button" className="side-link side-fold" onClick={onFold} aria-label={folded ? t.unfold : t.fold} title={folded ? t.unfold : t.fold}>
          <Icon icon={folded ? "panel-left-open" : "panel-left-close"} />
        </button>
      )}
    </nav>
  );
}
