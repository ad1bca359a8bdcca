import { lazy, ReactElement, ReactNode, Suspense, useState } from "react";
import { BranchChoice, useBranch } from "../../lib/branch";
import { Bookable, inOrder, isPerson, kindIcons, kindWords, useBookables } from "../../lib/catalogue";
import { today } from "../../lib/format";
import { useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { setQuery, usePlace } from "../../lib/router";
import { useWords } from "../../lib/spoken";
import { BranchSelect } from "../../ui/BranchSelect";
import { Button, ButtonLink } from "../../ui/Button";
import { Column, DataGrid } from "../../ui/DataGrid";
import { Check } from "../../ui/Field";
import { Icon } from "../../ui/Icon";
import { Page, PageHead } from "../../ui/Page";
import { Empty, Notice, Refusal, Skeleton } from "../../ui/State";
import { ViewTabs } from "../../ui/Tabs";
import { deviceStanding, firstDue } from "./due";
import { LicencesView } from "./LicencesView";
import { ResourcePeek } from "./ResourcePeek";
import { ResourceState, StandingBadge } from "./Standing";
import { resourceTexts } from "./texts";

const ResourceDialog = lazy(() => import("./editors").then((chunk) => ({ default: chunk.ResourceDialog })));
const ImportDialog = lazy(() => import("./editors").then((chunk) => ({ default: chunk.ImportDialog })));
const CopyDialog = lazy(() => import("./editors").then((chunk) => ({ default: chunk.CopyDialog })));

type Group = "people" | "rooms" | "devices";

/** Who and what can be booked in a branch, and whether their papers are in order. */
export default function ResourcesPage(): ReactElement {
  const t = useTexts(resourceTexts);
  const rights = useRights();
  const { query } = usePlace();
  const tabs = [
    ...(rights.may("read.resource") ? [{ id: "people", label: t.people }, { id: "rooms", label: t.rooms }, { id: "devices", label: t.devices }] : []),
    ...(rights.may("read.licence") ? [{ id: "licences", label: t.licences }] : []),
  ];
  const tab = tabs.find((one) => one.id === query.get("tab"))?.id ?? tabs[0]?.id;
  const views = <ViewTabs label={t.views} tabs={tabs} value={tab ?? ""} onValue={(next) => setQuery({ tab: next === tabs[0]?.id ? undefined : next, resource: undefined, licence: undefined })} />;
  const choice = useBranch("read.resource");
  return (
    <Page>
      {tab === "licences" ? <LicencesView tabs={views} /> : tab && <Branch group={tab as Group} choice={choice} tabs={views} />}
      <Suspense>
        {query.get("copy") && choice.branch && rights.may("manage.resource", choice.branch.id) && <CopyDialog key={choice.branch.id} choice={choice} {...(query.get("copy") === "prices" ? { only: "prices" } : {})} onClose={() => setQuery({ copy: undefined })} />}
      </Suspense>
    </Page>
  );
}

const inGroup = (bookable: Bookable, group: Group): boolean => (group === "people" ? isPerson(bookable.kind) : bookable.kind === (group === "rooms" ? "room" : "device"));

function Branch({ group, choice, tabs }: { group: Group; choice: BranchChoice; tabs: ReactNode }): ReactElement {
  const t = useTexts(resourceTexts);
  const rights = useRights();
  const { query } = usePlace();
  const { branch, branches, choose } = choice;
  const [isMaking, setMaking] = useState(false);
  const [isImporting, setImporting] = useState(false);
  const [showsRetired, setShowsRetired] = useState(false);
  const found = useBookables(branch?.id);
  const columns = useColumns(group);
  const day = today();
  const all = inOrder(found.value ?? []).filter((one) => inGroup(one, group));
  const rows = all.filter((one) => showsRetired || one.state !== "retired");
  const current = found.value?.find((one) => one.id === query.get("resource"));
  const mayManage = branch !== undefined && rights.may("manage.resource", branch.id);
  const standings = group === "devices" ? rows.filter((one) => one.state !== "retired").map((one) => deviceStanding(one, day)) : [];
  const [over, soon] = [standings.filter((one) => one === "over").length, standings.filter((one) => one === "soon").length];
  const help = { people: t.nonePeople, rooms: t.noneRooms, devices: t.noneDevices }[group];
  const icon = { people: "stethoscope", rooms: "door-open", devices: "zap" }[group];
  const make = { people: t.newPerson, rooms: t.newRoom, devices: t.newDevice }[group];
  return (
    <>
      <PageHead title={t.title} count={found.value && t.count(rows.length)}>
        <Check label={t.showRetired} checked={showsRetired} onChecked={setShowsRetired} />
        <BranchSelect branches={branches} value={branch?.id} onValue={choose} />
        {mayManage && branches.length > 1 && group !== "people" && <ButtonLink icon="copy-plus" to={`/resources?tab=${group}&copy=1&branch=${branch.id}`}>{t.copy}</ButtonLink>}
        {mayManage && group !== "people" && rights.may("upload.file") && <Button icon="file-up" onClick={() => setImporting(true)}>{t.fromTable}</Button>}
        {mayManage && <Button kind="primary" icon="plus" onClick={() => setMaking(true)}>{make}</Button>}
      </PageHead>
      {tabs}
      {over + soon > 0 && <Notice kind={over > 0 ? "bad" : "warn"} strip>{t.attention(over, soon)}</Notice>}
      <div className="split">
        {!branch ? <div className="grow"><Empty icon="map-pin" title={t.noBranch} /></div>
          : found.problem && !found.value ? <div className="grow"><Refusal problem={found.problem} again={found.again} /></div>
            : !found.value ? <div className="grow"><Skeleton lines={10} /></div>
              : rows.length === 0 ? <div className="grow"><Empty icon={icon} title={t.none}>{help}</Empty></div>
                : <DataGrid<Bookable> label={t[group]} rows={rows} columns={columns} id={(row) => row.id ?? ""} current={current?.id ?? undefined} onPeek={(row) => setQuery({ resource: row.id ?? undefined })} rowHeight={44} />}
        {current && inGroup(current, group) && <ResourcePeek key={current.id} resource={current} mayManage={mayManage} onClose={() => setQuery({ resource: undefined })} />}
      </div>
      <Suspense>
        {isMaking && branch && <ResourceDialog branch={branch.id} group={group} onClose={() => setMaking(false)} onSaved={(id) => setQuery({ resource: id })} />}
        {isImporting && <ImportDialog kind="resources" onClose={() => setImporting(false)} />}
      </Suspense>
    </>
  );
}

function useColumns(group: Group): Column<Bookable>[] {
  const t = useTexts(resourceTexts);
  const kind = useWords(kindWords);
  const day = today();
  const dash = <span className="dim">—</span>;
  const name: Column<Bookable> = { id: "name", title: t.name, width: "minmax(170px, 1.4fr)", cell: (row) => <b>{row.name}</b> };
  const tags: Column<Bookable> = { id: "tags", title: t.tags, width: "minmax(150px, 1.4fr)", cell: (row) => (Array.isArray(row.tags) && row.tags.length > 0 ? <span className="tags tags-line">{row.tags.map((tag) => <span key={tag} className="tag">{tag}</span>)}</span> : dash) };
  const buffers: Column<Bookable> = { id: "buffers", title: t.buffers, width: "150px", cell: (row) => (row.bufferBefore || row.bufferAfter ? t.buffersOf(row.bufferBefore ?? 0, row.bufferAfter ?? 0) : dash) };
  const state: Column<Bookable> = { id: "state", title: t.state, width: "120px", cell: (row) => <ResourceState state={row.state} /> };
  if (group === "people") return [name, { id: "kind", title: t.kind, width: "120px", cell: (row) => <><Icon icon={kindIcons[row.kind ?? ""] ?? "user-round"} /> {kind(row.kind)}</> }, tags, buffers, state];
  if (group === "rooms") return [name, tags, { id: "capacity", title: t.capacity, width: "90px", number: true, cell: (row) => row.capacity ?? 1 }, buffers, state];
  return [
    name, { id: "model", title: t.model, width: "minmax(120px, 1fr)", cell: (row) => row.model ?? dash }, tags,
    { id: "due", title: t.due, width: "120px", cell: (row) => firstDue(row) ?? dash },
    { id: "papers", title: t.papers, width: "120px", cell: (row) => <StandingBadge standing={deviceStanding(row, day)} /> }, state,
  ];
}
