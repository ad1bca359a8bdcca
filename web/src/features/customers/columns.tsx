import { labelOf, nameOf, useCustomFields } from "../../lib/customFields";
import { moment } from "../../lib/format";
import { useDirectory } from "../../lib/directory";
import type { Rights } from "../../lib/me";
import { channels, customerFields, sexes, useWords } from "../../lib/spoken";
import { CustomerTags } from "../customer/CustomerTags";
import { Layer } from "../customer/Layer";
import { CustomValue } from "../customer/CustomValue";
import { Tier } from "../customer/Tier";
import type { FieldColumn } from "./ColumnsButton";

/** The columns that somebody may see; one that he may not is not there. */
export function useColumns(rights: Rights): FieldColumn[] {
  const label = useWords(customerFields);
  const names = useDirectory();
  const [sex, channel] = [useWords(sexes), useWords(channels)];
  const sortable = (field: string) => (rights.mayUse("sort", "customer", field) ? { sort: field } : {});
  const dash = <span className="dim">—</span>;
  const all: FieldColumn[] = [
    { id: "name", field: "name", title: label("name"), width: "minmax(150px, 1.2fr)", cell: (row) => <span className="grid-name">{row.name ?? "—"}</span> },
    { id: "number", field: "number", title: label("number"), width: "104px", ...sortable("number"), cell: (row) => <span className="mono">#{row.number}</span> },
    { id: "phone", field: "phone", title: label("phone"), width: "140px", cell: (row) => row.phone ?? dash },
    { id: "level", field: "level", title: label("level"), width: "104px", cell: (row) => <Tier level={row.level} /> },
    { id: "layer", field: "layer", title: label("layer"), width: "104px", cell: (row) => <Layer customer={row} /> },
    { id: "tags", field: "tags", title: label("tags"), width: "minmax(230px, 1.6fr)", cell: (row) => <CustomerTags customer={row} line /> },
    { id: "sex", field: "sex", title: label("sex"), width: "72px", cell: (row) => (row.masked?.includes("sex") ? "***" : sex(row.sex)) },
    { id: "birthday", field: "birthday", title: label("birthday"), width: "120px", ...sortable("birthday"), cell: (row) => row.birthday ?? dash },
    { id: "owner", field: "ownerId", title: label("ownerId"), width: "minmax(110px, .8fr)", cell: (row) => names.person(row.ownerId) ?? dash },
    { id: "branch", field: "homeBranchId", title: label("homeBranchId"), width: "minmax(110px, .8fr)", cell: (row) => names.unit(row.homeBranchId) ?? dash },
    { id: "channel", field: "sourceChannel", title: label("sourceChannel"), width: "112px", cell: (row) => channel(row.sourceChannel) },
    { id: "created", field: "createdAt", title: label("createdAt"), width: "152px", ...sortable("createdAt"), cell: (row) => moment(row.createdAt) },
  ];
  const own = (useCustomFields().value ?? []).filter((field) => field.kind !== "file").map((field): FieldColumn => ({
    id: nameOf(field), field: nameOf(field), title: labelOf(field), width: "minmax(110px, .8fr)", isExtra: !field.inLists, number: field.kind === "number" || field.kind === "money",
    ...sortable(nameOf(field)), cell: (row) => <CustomValue customer={row} field={field} />,
  }));
  return [...all, ...own].filter((column) => rights.sees("customer", column.field));
}
