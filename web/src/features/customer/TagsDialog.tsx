import { ReactElement, useState } from "react";
import type { Customer } from "../../gen/api";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { cache } from "../../lib/query";
import { asProblem, Problem } from "../../lib/problem";
import { tagIDs, tagName, useTagGroups, useTags } from "../../lib/tags";
import { Dialog } from "../../ui/Dialog";
import { Icon } from "../../ui/Icon";
import { FormProblem, Notice, Skeleton } from "../../ui/State";
import { customerTagTexts } from "./tagTexts";

/** What else shows a customer's tags. */
export function tagsChanged(id: string): void {
  for (const key of [["customer", id], ["customer-tags", id], ["timeline", id]]) cache.invalidate(key);
}

/** Every tag that there is, group by group: a press gives it or takes it away, at once. */
export function TagsDialog({ customer, onClose }: { customer: Customer; onClose: () => void }): ReactElement {
  const t = useTexts(customerTagTexts);
  const id = customer.id ?? "";
  const [groups, tags] = [useTagGroups().value, useTags().value];
  const [busy, setBusy] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const held = new Set(tagIDs(customer.tags));
  const toggle = async (tag: string) => {
    setBusy(tag);
    setProblem(undefined);
    try {
      const path = { id, tagId: tag };
      if (held.has(tag)) await api("DELETE /v1/customers/{id}/tags/{tagId}", { path });
      else await api("PUT /v1/customers/{id}/tags/{tagId}", { path, body: {} });
    } catch (error) {
      setProblem(asProblem(error));
    }
    tagsChanged(id);
    setBusy(undefined);
  };
  const shown = (groups ?? []).map((group) => ({ group, tags: (tags ?? []).filter((tag) => tag.groupId === group.id && (held.has(tag.id) || (!tag.archived && !group.archived && tag.kind === "manual"))).sort((left, right) => left.position - right.position) }))
    .filter((one) => one.tags.length > 0);
  return (
    <Dialog title={t.title} wide onClose={onClose}>
      {!groups || !tags ? <Skeleton /> : shown.length === 0 ? <Notice kind="info">{t.noGroups}</Notice> : (
        <div className="stack">
          {shown.map(({ group, tags: members }) => (
            <fieldset key={group.id} className="choices">
              <legend>{tagName(group)} <span className="dim small">{group.exclusive ? t.one : group.maximum ? t.upTo(group.maximum) : ""}</span></legend>
              <div className="tags">
                {members.map((tag) => (
                  <button
                    key={tag.id} type="button" className="tag-choice" aria-pressed={held.has(tag.id)} disabled={tag.kind !== "manual" || busy !== undefined}
                    title={tag.kind === "manual" ? undefined : t.kept} onClick={() => void toggle(tag.id)}
                  >
                    {held.has(tag.id) && <Icon icon="check" />}{tagName(tag)}
                  </button>
                ))}
              </div>
            </fieldset>
          ))}
        </div>
      )}
      <div aria-live="polite"><FormProblem problem={problem} /></div>
    </Dialog>
  );
}
