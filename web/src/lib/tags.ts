import type { Tag, TagGroup } from "../gen/api";
import { api } from "./http";
import { either } from "./i18n";
import { useRights } from "./me";
import { Query, useQuery } from "./query";

// The chain's tags: few, read once, and followed by every page that shows chips instead of ids.

export const tagKeys = { groups: ["tag-groups"], tags: ["tags"] } as const;

export type TagColour = TagGroup["colour"];
export const tagColours: readonly TagColour[] = ["grey", "red", "orange", "amber", "green", "teal", "blue", "violet", "pink"];

export function useTagGroups(): Query<TagGroup[]> {
  const rights = useRights();
  return useQuery(rights.may("read.tag") ? tagKeys.groups : undefined, async () => (await api("GET /v1/tag-groups")).data);
}

export function useTags(): Query<Tag[]> {
  const rights = useRights();
  return useQuery(rights.may("read.tag") ? tagKeys.tags : undefined, async () => (await api("GET /v1/tags")).data);
}

/** A tag as it is shown. */
export interface ShownTag {
  readonly id: string;
  readonly name: string;
  readonly colour: TagColour;
  readonly isArchived: boolean;
  /** Set by the program alone. */
  readonly isSystem: boolean;
  /** Groups and tags in the order of the chain, the program's own after those of people. */
  readonly rank: number;
}

export const tagName = (tag: { name: string; nameEn: string | null }): string => either(tag.name, tag.nameEn ?? undefined);

/** Every tag by its id; an empty map while they are on their way or out of reach. */
export function useTagDirectory(): ReadonlyMap<string, ShownTag> {
  const groups = useTagGroups().value ?? [];
  const tags = useTags().value ?? [];
  const places = new Map(groups.map((group, index) => [group.id, { group, index }]));
  return new Map(tags.map((tag) => {
    const place = places.get(tag.groupId);
    return [tag.id, {
      id: tag.id, name: tagName(tag), colour: tag.colour ?? place?.group.colour ?? "grey", isArchived: tag.archived, isSystem: tag.kind === "system",
      // Where there is room for few, people's words come first, then what rules say.
      rank: ({ manual: 0, rule: 10_000_000, system: 20_000_000 }[tag.kind as string] ?? 0) + (place?.index ?? 0) * 10_000 + tag.position,
    }];
  }));
}

/** The layers by their codes: each has a tag of its own, also one that is no more. */
export function useLayers(): ReadonlyMap<string, ShownTag> {
  const shown = useTagDirectory();
  const tags = useTags().value ?? [];
  return new Map(tags.flatMap((tag) => {
    const known = tag.systemCode?.startsWith("layer.") ? shown.get(tag.id) : undefined;
    return known ? [[(tag.systemCode ?? "").slice(6), known] as const] : [];
  }));
}

/** The ids of a customer's tags; none where they are masked. */
export const tagIDs = (tags: unknown): readonly string[] => (Array.isArray(tags) ? (tags as string[]) : []);
