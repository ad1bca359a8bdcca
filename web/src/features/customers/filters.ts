import { labelOf, nameOf, useCustomFields } from "../../lib/customFields";
import { usePeople, useUnits } from "../../lib/directory";
import { language } from "../../lib/i18n";
import type { Rights } from "../../lib/me";
import { useStore } from "../../lib/store";
import { channels, choicesOf, customerFields, sexes, tiers, useWords } from "../../lib/spoken";
import { tagName, useLayers, useTagGroups, useTags } from "../../lib/tags";
import type { Filter } from "../../ui/FilterBar";

/** The filters that somebody may use; a field that he may not filter by is no filter. */
export function useFilters(rights: Rights): Filter[] {
  const label = useWords(customerFields);
  const shown = useStore(language);
  const people = usePeople().value ?? [];
  const units = (useUnits().value ?? []).filter((unit) => unit.kind === "branch");
  const groups = useTagGroups().value ?? [];
  const tags = useTags().value ?? [];
  const layers = useLayers();
  const tagChoices = groups.flatMap((group) => tags.filter((tag) => tag.groupId === group.id).map((tag) => ({ value: tag.id, label: `${tagName(group)} · ${tagName(tag)}` })));
  const all: Filter[] = [
    { id: "level", label: label("level"), kind: "choices", choices: choicesOf(tiers, shown) },
    { id: "ownerId", label: label("ownerId"), kind: "choices", choices: people.map((person) => ({ value: person.id, label: person.displayName })) },
    { id: "homeBranchId", label: label("homeBranchId"), kind: "choices", choices: units.map((unit) => ({ value: unit.id, label: unit.name })) },
    { id: "sourceChannel", label: label("sourceChannel"), kind: "choices", choices: choicesOf(channels, shown) },
    { id: "layer", label: label("layer"), kind: "choices", choices: [...layers].filter(([, layer]) => !layer.isArchived).map(([value, layer]) => ({ value, label: layer.name })) },
    { id: "tags", label: label("tags"), kind: "choices", choices: tagChoices },
    { id: "sex", label: label("sex"), kind: "choices", choices: choicesOf(sexes, shown) },
    { id: "birthday", label: label("birthday"), kind: "days" },
    { id: "createdAt", label: label("createdAt"), kind: "days" },
  ];
  const own = (useCustomFields().value ?? []).flatMap((field): Filter[] => {
    const common = { id: nameOf(field), label: labelOf(field) };
    switch (field.kind) {
      case "text": return [{ ...common, kind: "text" }];
      case "number": return [{ ...common, kind: "numbers" }];
      case "money": return [{ ...common, kind: "numbers", scale: 100 }];
      case "date": return [{ ...common, kind: "days" }];
      case "choice": case "choices": return [{ ...common, kind: "choices", choices: field.choices.map((word) => ({ value: word, label: word })) }];
      case "person": return [{ ...common, kind: "choices", choices: people.map((person) => ({ value: person.id, label: person.displayName })) }];
      default: return [];
    }
  });
  return [...all, ...own].filter((filter) => rights.mayUse("filter", "customer", filter.id) && (filter.kind !== "choices" || (filter.choices?.length ?? 0) > (filter.id === "tags" ? 0 : 1)));
}
