import { api } from "../../lib/http";
import { changed } from "../../lib/live";
import { useRights } from "../../lib/me";
import { everyPage } from "../../lib/pages";
import { useQuery } from "../../lib/query";
import type { Asked, Offered, OnlinePage, OnlineRequest } from "./model";

interface Window<Row> {
  readonly data: Row[];
  readonly page: { next: string | null };
}

type Asking = Record<string, string | number | undefined>;

export const readRequests = async (query: Asking, signal?: AbortSignal): Promise<Window<OnlineRequest>> =>
  (await api("GET /v1/online-requests", { query, ...(signal ? { signal } : {}) })) as unknown as Window<OnlineRequest>;

export const useRequest = (id: string | undefined) => useQuery<OnlineRequest>(id ? ["online-request", id] : undefined, async () =>
  (await api("GET /v1/online-requests/{id}", { path: { id: id ?? "" } })) as unknown as OnlineRequest);

export const usePagesOnline = () => {
  const rights = useRights();
  return useQuery<OnlinePage[]>(rights.may("read.online_page") ? ["online-pages"] : undefined, () =>
    everyPage(async (cursor) => (await api("GET /v1/online-pages", { query: { limit: 200, cursor } })) as unknown as Window<OnlinePage>));
};

/** One with its long texts, which lists leave out. */
export const usePageOnline = (id: string | undefined) => useQuery<OnlinePage>(id ? ["online-pages", "one", id] : undefined, async () =>
  (await api("GET /v1/online-pages/{id}", { path: { id: id ?? "" } })) as unknown as OnlinePage);

export interface Versioned {
  readonly version: number;
}

export const useOffered = (id: string) => useQuery<Versioned & { services: readonly Offered[] }>(["online-pages", "services", id], async () =>
  (await api("GET /v1/online-pages/{id}/services", { path: { id } })) as unknown as Versioned & { services: readonly Offered[] });

export const useAsked = (id: string) => useQuery<Versioned & { questions: readonly Asked[] }>(["online-pages", "questions", id], async () =>
  (await api("GET /v1/online-pages/{id}/questions", { path: { id } })) as unknown as Versioned & { questions: readonly Asked[] });

/** Whatever shows requests, and what becomes of them, is read again. */
export const requestsChanged = (): void => ["online-request", "appointments", "appointment", "tasks", "leads"].forEach((key) => changed(key));
export const pagesChanged = (): void => changed("online-pages");
