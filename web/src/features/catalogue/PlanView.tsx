import type { ReactElement } from "react";
import { kindIcons, kindWords, useBookables } from "../../lib/catalogue";
import { useTexts } from "../../lib/i18n";
import { useWords } from "../../lib/spoken";
import { Icon } from "../../ui/Icon";
import { bondLetter, Plan } from "./plan";
import { catalogueTexts } from "./texts";

/** How a service's time is spent: its segments to scale, and what each takes. */
export function PlanView({ plan }: { plan: Plan }): ReactElement {
  const t = useTexts(catalogueTexts);
  const kind = useWords(kindWords);
  const bookables = useBookables().value ?? [];
  const names = new Map(bookables.map((one) => [one.id, one.name]));
  return (
    <ol className="plan">
      {plan.segments.map((segment, index) => (
        <li key={index} style={{ minHeight: Math.min(160, Math.max(44, segment.minutes * 1.2)) }}>
          <div className="plan-time"><b>{segment.minutes}</b><small>{t.minutes}</small></div>
          <div>
            <b>{segment.name}</b>
            <ul className="plan-needs">
              {(segment.needs ?? []).length === 0 && <li className="dim">{t.nothingNeeded}</li>}
              {(segment.needs ?? []).map((need, number) => (
                <li key={number}>
                  {need.bond && <span className="plan-bond" title={t.bonded(bondLetter(need.bond))}>{bondLetter(need.bond)}</span>}
                  {need.alternatives.map((one, at) => (
                    <span key={at}>
                      {at > 0 && <em className="dim"> {t.or} </em>}
                      <Icon icon={kindIcons[one.kind] ?? "circle-dot"} /> {one.resourceId ? names.get(one.resourceId) ?? kind(one.kind) : kind(one.kind)}
                      {(one.tags ?? []).map((tag) => <span key={tag} className="tag">{tag}</span>)}
                      {(one.bufferBefore || one.bufferAfter) ? <small className="dim"> {t.buffers(one.bufferBefore ?? 0, one.bufferAfter ?? 0)}</small> : null}
                    </span>
                  ))}
                </li>
              ))}
            </ul>
          </div>
        </li>
      ))}
    </ol>
  );
}
