import { ReactElement, useState } from "react";
import type { Tag, TagGroup } from "../../gen/api";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { asProblem } from "../../lib/problem";
import { tagName } from "../../lib/tags";
import { tell, tellProblem } from "../../lib/toast";
import { IconButton } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { TagChip } from "../../ui/TagChip";
import { moved, useOrdering } from "./ordering";
import { TagDialog } from "./TagDialog";
import { tagTexts } from "./texts";

interface RowsProps {
  group: TagGroup;
  tags: readonly Tag[];
  mayManage: boolean;
  onOrder: (tags: readonly Tag[]) => void;
}

/** The tags of a group, in an order that can be changed. */
export function TagRows({ group, tags, mayManage, onOrder }: RowsProps): ReactElement {
  const t = useTexts(tagTexts);
  const [edited, setEdited] = useState<Tag>();
  const sorted = [...tags].sort((left, right) => left.position - right.position);
  const move = (from: number, to: number) => {
    const tag = sorted[from];
    onOrder(moved(sorted, from, to));
    if (tag) tell(t.moved(tagName(tag), to + 1));
  };
  const ordering = useOrdering("tag" + group.id, sorted.length, move);
  const archive = async (tag: Tag) => {
    try {
      await api("PATCH /v1/tags/{id}", { path: { id: tag.id }, version: tag.version, body: { archived: !tag.archived } });
      tell(t.saved);
    } catch (error) {
      tellProblem(asProblem(error));
    }
    changed("tags");
  };
  if (sorted.length === 0) return <p className="dim">{t.noTags}</p>;
  return (
    <>
      <ul className="tag-order">
        {sorted.map((tag, index) => (
          <li key={tag.id} {...(mayManage ? ordering.place(index) : {})}>
            {mayManage && <span className="tag-grip" aria-hidden="true" {...ordering.grip(index)}><Icon icon="grip-vertical" /></span>}
            <TagChip tag={{ name: tagName(tag), colour: tag.colour ?? group.colour, isArchived: tag.archived, isSystem: tag.kind === "system" }} />
            <span className="dim small">{t[tag.kind]}{tag.lifetimeDays ? ` · ${t.lasts(tag.lifetimeDays)}` : ""}{tag.days ? ` · ${t.goesBy(tag.days)}` : ""}{tag.systemCode?.startsWith("layer.") ? ` · ${t.byLayers}` : ""}{tag.archived ? ` · ${tag.systemCode ? t.off : t.archived}` : ""}</span>
            <span className="grow" />
            {mayManage && (
              <>
                <IconButton icon="arrow-up" label={t.up(tagName(tag))} disabled={index === 0} onClick={() => move(index, index - 1)} />
                <IconButton icon="arrow-down" label={t.down(tagName(tag))} disabled={index === sorted.length - 1} onClick={() => move(index, index + 1)} />
                {!tag.systemCode?.startsWith("layer.") && <IconButton icon="pencil" label={t.editTag(tagName(tag))} onClick={() => setEdited(tag)} />}
                {tag.systemCode === null && <IconButton icon={tag.archived ? "archive-restore" : "archive"} label={`${tag.archived ? t.restore : t.archive} ${tagName(tag)}`} title={t.archiveHelp} onClick={() => void archive(tag)} />}
                {tag.systemCode !== null && !tag.systemCode.startsWith("layer.") && <IconButton icon={tag.archived ? "circle-play" : "circle-pause"} label={`${tag.archived ? t.turnOn : t.turnOff} ${tagName(tag)}`} onClick={() => void archive(tag)} />}
              </>
            )}
          </li>
        ))}
      </ul>
      {edited && <TagDialog group={group} tag={edited} onClose={() => setEdited(undefined)} />}
    </>
  );
}
