import type { Operations } from "../gen/api";
import { api } from "./http";
import { dictionary, either } from "./i18n";
import { useRights } from "./me";
import { everyPage } from "./pages";
import { Query, useQuery } from "./query";
import type { Words } from "./spoken";

// What the chain does and with what: read whole, kept, and followed by every page that shows names instead of ids.

export type Category = Operations["GET /v1/service-categories/{id}"]["reply"];
export type Service = Operations["GET /v1/services/{id}"]["reply"];
export type ServicePackage = Operations["GET /v1/service-packages/{id}"]["reply"];
export type Bookable = Operations["GET /v1/resources/{id}"]["reply"];
export type Licence = Operations["GET /v1/licences/{id}"]["reply"];
export type BookableKind = NonNullable<Bookable["kind"]>;

export const peopleKinds: readonly BookableKind[] = ["doctor", "nurse", "consultant", "therapist"];
export const bookableKinds: readonly BookableKind[] = [...peopleKinds, "room", "device"];

export const kindWords: Words = dictionary({
  doctor: ["医生", "Doctor"], nurse: ["护士", "Nurse"], consultant: ["咨询师", "Consultant"], therapist: ["治疗师", "Therapist"], room: ["诊室", "Room"], device: ["设备", "Device"],
});

/** Scopes of licences that are common; a chain may have others. */
export const scopeWords: Words = dictionary({
  dermatology: ["美容皮肤科", "Dermatology"], surgery: ["美容外科", "Surgery"], injection: ["注射", "Injection"], dentistry: ["美容牙科", "Dentistry"], tcm: ["美容中医科", "Traditional medicine"],
});

export const kindIcons: Readonly<Record<string, string>> = {
  doctor: "stethoscope", nurse: "syringe", consultant: "messages-square", therapist: "hand-heart", room: "door-open", device: "zap",
};

export const isPerson = (kind: string | null | undefined): boolean => peopleKinds.includes(kind as BookableKind);

export function useCategories(): Query<Category[]> {
  const rights = useRights();
  return useQuery(rights.may("read.service") ? ["service-categories"] : undefined, () =>
    everyPage((cursor) => api("GET /v1/service-categories", { query: { sort: "position", limit: 200, cursor } })));
}

export function useServices(): Query<Service[]> {
  const rights = useRights();
  return useQuery(rights.may("read.service") ? ["services"] : undefined, () =>
    everyPage((cursor) => api("GET /v1/services", { query: { sort: "position", limit: 200, cursor } }), 5000));
}

/** People, rooms and devices of a branch; of all branches in reach without one. */
export function useBookables(branch?: string): Query<Bookable[]> {
  const rights = useRights();
  return useQuery(rights.may("read.resource", branch) ? ["resources", branch ?? "all"] : undefined, () =>
    everyPage((cursor) => api("GET /v1/resources", { query: { "filter[branchId]": branch, sort: "position", limit: 200, cursor } }), 5000));
}

/** A name in the language of the page. */
export const named = (thing: { name?: string | null; nameEn?: string | null } | undefined): string => either(thing?.name ?? "", thing?.nameEn ?? undefined);

/** In the order in which they are shown: by kind, then by position. */
export const inOrder = (bookables: readonly Bookable[]): Bookable[] => [...bookables].sort((left, right) =>
  bookableKinds.indexOf(left.kind ?? "device") - bookableKinds.indexOf(right.kind ?? "device") || (left.position ?? 0) - (right.position ?? 0) || (left.name ?? "").localeCompare(right.name ?? "", "zh"));
