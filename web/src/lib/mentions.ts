import type { Mention } from "../gen/api";
import { api } from "./http";
import { useRights } from "./me";
import { cache, Query, useQuery } from "./query";

// Notes that colleagues meant for whoever is signed in. The stream tells of them at once.

const unread = ["mentions", "unread"] as const;

/** The most that are shown and counted; more are said to be more. */
export const shownMentions = 20;

export function useUnreadMentions(): Query<{ data: Mention[]; page: { next: string | null } }> {
  const rights = useRights();
  const isAsked = rights.may("read.note") && !rights.isOperator;
  return useQuery(isAsked ? unread : undefined, () => api("GET /v1/me/mentions", { query: { state: "unread", limit: shownMentions } }));
}

/** Says that these were read; those that are none of one's own are passed over. */
export async function markRead(notes: readonly (string | null | undefined)[]): Promise<void> {
  const noteIds = notes.filter((id): id is string => Boolean(id));
  if (noteIds.length === 0) return;
  await api("POST /v1/me/mentions/read", { body: { noteIds } });
  cache.invalidate(["mentions"]);
}
