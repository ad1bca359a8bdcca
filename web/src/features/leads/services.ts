import { api } from "../../lib/http";
import { useRights } from "../../lib/me";
import { everyPage } from "../../lib/pages";
import { useQuery } from "../../lib/query";

export interface Services {
  readonly name: (id: string | null | undefined) => string | undefined;
  readonly choices: readonly { value: string; label: string }[];
}

/** The services that are offered, for names and choices; none where one does not see them. */
export function useServices(): Services {
  const rights = useRights();
  const found = useQuery(rights.may("read.service") ? ["services"] : undefined, () => everyPage((cursor) => api("GET /v1/services", { query: { limit: 200, cursor } })));
  const list = found.value ?? [];
  return {
    name: (id) => (id ? list.find((service) => service.id === id)?.name ?? undefined : undefined),
    choices: list.filter((service) => service.state === "active").map((service) => ({ value: service.id ?? "", label: service.name ?? "" })),
  };
}
