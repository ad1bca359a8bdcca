import { ReactElement, useState } from "react";
import type { Tag, TagGroup } from "../../gen/api";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useRights } from "../../lib/me";
import { asProblem } from "../../lib/problem";
import { cache } from "../../lib/query";
import { tagKeys, tagName, useTagGroups, useTags } from "../../lib/tags";
import { tell, tellProblem } from "../../lib/toast";
import { Badge } from "../../ui/Badge";
import { Button, IconButton } from "../../ui/Button";
import { Switch } from "../../ui/Field";
import { Icon } from "../../ui/Icon";
import { Page, PageHead } from "../../ui/Page";
import { Empty, Notice, Refusal, Skeleton } from "../../ui/State";
import { GroupDialog } from "./GroupDialog";
import { moved, useOrdering } from "./ordering";
import { TagDialog } from "./TagDialog";
import { TagRows } from "./TagRows";
import { tagTexts } from "./texts";

/** The chain's tags: groups in their order, and in each its tags in theirs. */
export default function TagsPage(): ReactElement {
  const t = useTexts(tagTexts);
  const rights = useRights();
  const mayManage = rights.mayEverywhere("manage.tag");
  const [found, tags] = [useTagGroups(), useTags()];
  const [isMaking, setMaking] = useState(false);
  const [showsArchived, setShowsArchived] = useState(false);
  const groups = (found.value ?? []).filter((group) => showsArchived || !group.archived);
  const order = async (next: readonly TagGroup[], within?: { group: string; tags: readonly Tag[] }) => {
    // Painted first; what the server did not take comes back.
    if (within) cache.set(tagKeys.tags, [...(tags.value ?? []).filter((tag) => tag.groupId !== within.group), ...within.tags.map((tag, position) => ({ ...tag, position }))]);
    else cache.set(tagKeys.groups, [...next, ...(found.value ?? []).filter((group) => !next.includes(group))]);
    try {
      await api("PUT /v1/tag-order", { body: { groups: next.map((group) => (group.id === within?.group ? { id: group.id, tags: within.tags.map((tag) => tag.id) } : { id: group.id })) } });
    } catch (error) {
      tellProblem(asProblem(error));
    }
    changed("tag-groups");
    changed("tags");
  };
  const move = (from: number, to: number) => {
    const group = groups[from];
    void order(moved(groups, from, to));
    if (group) tell(t.moved(tagName(group), to + 1));
  };
  const ordering = useOrdering("group", groups.length, move);
  if (found.problem && !found.value) return <Refusal problem={found.problem} again={found.again} />;
  return (
    <Page>
      <PageHead title={t.title}>
        <Switch label={t.showArchived} checked={showsArchived} onChecked={setShowsArchived} />
        {mayManage && <Button kind="primary" icon="plus" onClick={() => setMaking(true)}>{t.newGroup}</Button>}
      </PageHead>
      <div className="tab-body stack">
        <Notice kind="info">{mayManage ? t.about : t.chainOnly}</Notice>
        {!found.value || !tags.value ? <Skeleton /> : groups.length === 0 ? <Empty icon="tags" title={t.none}>{t.noneHelp}</Empty> : groups.map((group, index) => (
          <section key={group.id} className="card" aria-label={tagName(group)} {...(mayManage ? ordering.place(index) : {})}>
            <GroupHead group={group} grip={mayManage ? ordering.grip(index) : undefined} index={index} count={groups.length} onMove={move} />
            <TagRows
              group={group} tags={(tags.value ?? []).filter((tag) => tag.groupId === group.id && (showsArchived || !tag.archived || (tag.systemCode !== null && !tag.systemCode.startsWith("layer."))))} mayManage={mayManage}
              onOrder={(next) => void order(groups, { group: group.id, tags: next })}
            />
          </section>
        ))}
      </div>
      {isMaking && <GroupDialog onClose={() => setMaking(false)} />}
    </Page>
  );
}

interface HeadProps {
  group: TagGroup;
  grip: ReturnType<ReturnType<typeof useOrdering>["grip"]> | undefined;
  index: number;
  count: number;
  onMove: (from: number, to: number) => void;
}

function GroupHead({ group, grip, index, count, onMove }: HeadProps): ReactElement {
  const t = useTexts(tagTexts);
  const [dialog, setDialog] = useState<"edit" | "tag">();
  const name = tagName(group);
  const archive = async () => {
    try {
      await api("PATCH /v1/tag-groups/{id}", { path: { id: group.id }, version: group.version, body: { archived: !group.archived } });
      tell(t.saved);
    } catch (error) {
      tellProblem(asProblem(error));
    }
    changed("tag-groups");
  };
  return (
    <div className="card-head">
      {grip && <span className="tag-grip" aria-hidden="true" {...grip}><Icon icon="grip-vertical" /></span>}
      <div className="row grow">
        <h2 style={{ flex: "none" }}><span className={`tag tag-dot tag-${group.colour}`} aria-hidden="true" /> {name}</h2>
        {group.exclusive && <Badge tone="info" icon="circle-dot">{t.exclusive}</Badge>}
        {group.maximum && <Badge tone="info">{t.upTo(group.maximum)}</Badge>}
        {group.systemCode && <span title={t.systemHelp}><Badge tone="info" icon="cog">{t.system}</Badge></span>}
        {group.archived && <Badge icon="archive">{t.archived}</Badge>}
      </div>
      {grip && (
        <>
          {!group.archived && !group.systemCode && <Button icon="plus" onClick={() => setDialog("tag")}>{t.newTag}</Button>}
          <IconButton icon="arrow-up" label={t.up(name)} disabled={index === 0} onClick={() => onMove(index, index - 1)} />
          <IconButton icon="arrow-down" label={t.down(name)} disabled={index === count - 1} onClick={() => onMove(index, index + 1)} />
          {!group.systemCode && <IconButton icon="pencil" label={t.editGroup(name)} onClick={() => setDialog("edit")} />}
          {!group.systemCode && <IconButton icon={group.archived ? "archive-restore" : "archive"} label={`${group.archived ? t.restore : t.archive} ${name}`} onClick={() => void archive()} />}
        </>
      )}
      {dialog === "edit" && <GroupDialog group={group} onClose={() => setDialog(undefined)} />}
      {dialog === "tag" && <TagDialog group={group} onClose={() => setDialog(undefined)} />}
    </div>
  );
}
