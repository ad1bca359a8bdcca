import { lazy, ReactElement, Suspense, useEffect, useState } from "react";
import type { Customer } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { api } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { useKey } from "../../lib/keys";
import { useRights } from "../../lib/me";
import { usePrefetch } from "../../lib/prefetch";
import { cache, useQuery } from "../../lib/query";
import { go, Link, setQuery, usePlace } from "../../lib/router";
import { customerFields, sexes, useWords } from "../../lib/spoken";
import type { PageProps } from "../../app/routes";
import { Avatar, Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Page, useTitle } from "../../ui/Page";
import { Notice, Refusal, Skeleton } from "../../ui/State";
import { ViewTabs } from "../../ui/Tabs";
import { restrictionKinds } from "./accessWords";
import { CustomerTags } from "./CustomerTags";
import { EmergencyBanner } from "./EmergencyBanner";
import { FieldValue } from "./FieldValue";
import { NotesTab } from "./NotesTab";
import { OverviewTab } from "./OverviewTab";
import { TagsDialog } from "./TagsDialog";
import { Tier } from "./Tier";
import { TimelineTab } from "./TimelineTab";
import { WarningsBanner } from "./WarningsBanner";
import { Together } from "../../ui/Together";
import { tagIDs } from "../../lib/tags";

const ArchiveTab = lazy(() => import("./archive/ArchiveTab"));

const BookingsTab = lazy(() => import("./BookingsTab"));

const FilesTab = lazy(() => import("./files/FilesTab"));

const TagsTab = lazy(() => import("./TagsTab"));

// Seldom opened: fetched when they are.
const ConsentsTab = lazy(() => import("./ConsentsTab").then((chunk) => ({ default: chunk.ConsentsTab })));
const Disclosures = lazy(() => import("./Disclosures"));
const DataRequestDialog = lazy(() => import("./DataRequestDialog").then((chunk) => ({ default: chunk.DataRequestDialog })));
const CareDialog = lazy(() => import("./CareDialog").then((chunk) => ({ default: chunk.CareDialog })));
const AccessTab = lazy(() => import("./AccessTab").then((chunk) => ({ default: chunk.AccessTab })));
const EditDialog = lazy(() => import("./EditDialog").then((chunk) => ({ default: chunk.EditDialog })));
const SharingTab = lazy(() => import("./SharingTab"));
const RecordSheet = lazy(() => import("./RecordSheet"));
const ClosedCustomer = lazy(() => import("./ClosedCustomer"));

const texts = dictionary({
  customers: ["客户", "Customers"],
  edit: ["编辑资料", "Edit"],
  care: ["指定诊疗关系", "Assign care"],
  request: ["登记个人信息请求", "Data request"],
  tabs: ["客户档案", "Customer record"],
  overview: ["概览", "Overview"],
  archive: ["档案资料", "Archive"],
  timeline: ["时间轴", "Timeline"],
  bookings: ["预约", "Bookings"],
  notes: ["沟通记录", "Notes"],
  files: ["照片与文件", "Files"],
  consents: ["授权同意", "Consents"],
  sharing: ["共享与限制", "Sharing"],
  access: ["查看记录", "Access log"],
  tags: ["画像标签", "Tags"],
  tag: ["打标签", "Tags"],
  print: ["打印档案", "Print the record"],
  allergy: ["过敏史", "Allergies"],
  owner: ["归属", "Owner"],
});

/** One customer: head with what one has to know at once, and tabs for the rest. */
export default function CustomerPage({ parameters }: PageProps): ReactElement {
  const id = parameters["id"] ?? "";
  const found = useQuery(["customer", id], () => api("GET /v1/customers/{id}", { path: { id } }));
  // The banner above the tabs is there from the first, or it would push away what somebody is about to press.
  const warnings = useQuery(["warnings", id, "banner"], () => api("GET /v1/customers/{id}/warnings", { path: { id }, query: { limit: 100 } }));
  const mergedInto = found.problem?.code === "customer.merged" ? String(found.problem.document?.["mergedInto"] ?? "") : "";
  useEffect(() => {
    // The file that was merged away leads to the one that stands.
    if (mergedInto) go(`/customers/${mergedInto}`, { replace: true });
  }, [mergedInto]);
  if (mergedInto) return <Skeleton />;
  if (found.problem?.status === 404) return <ClosedCustomer id={id} again={found.again} />;
  if (found.problem && !found.value) return <Refusal problem={found.problem} again={found.again} />;
  if (!found.value || warnings.isLoading) return <Skeleton />;
  return <Record customer={found.value} />;
}

function Record({ customer }: { customer: Customer }): ReactElement {
  const t = useTexts(texts);
  const rights = useRights();
  const { query } = usePlace();
  const [isEditing, setEditing] = useState(false);
  const [isAssigning, setAssigning] = useState(false);
  const [isRequesting, setRequesting] = useState(false);
  const [isTagging, setTagging] = useState(false);
  const [isPrinting, setPrinting] = useState(false);
  const id = customer.id ?? "";
  const mayEdit = rights.may("update.customer", customer.homeBranchId);
  const maySeeSharing = rights.may("protect.customer", customer.homeBranchId) || rights.may("share.customer", customer.homeBranchId) || rights.sees("share", "branchId", customer.homeBranchId);
  usePrefetch([() => import("./EditDialog"), () => import("./RevealDialog"), () => import("./archive/ArchiveTab"), () => import("./TagsTab"), () => import("./ConsentsTab"), () => import("./RecordSheet")]);
  useTitle(customer.name ?? t.customers);
  useKey("E", mayEdit ? () => setEditing(true) : undefined);
  const tabs = [
    { id: "overview", label: t.overview },
    { id: "archive", label: t.archive },
    { id: "timeline", label: t.timeline },
    ...(rights.may("read.appointment") ? [{ id: "bookings", label: t.bookings }] : []),
    ...(rights.may("read.note", customer.homeBranchId) ? [{ id: "notes", label: t.notes }] : []),
    ...(rights.may("read.attachment", customer.homeBranchId) ? [{ id: "files", label: t.files }] : []),
    ...(rights.may("read.consent", customer.homeBranchId) ? [{ id: "consents", label: t.consents }] : []),
    ...(rights.sees("customer_tag", "tagId", customer.homeBranchId) ? [{ id: "tags", label: t.tags }] : []),
    ...(maySeeSharing ? [{ id: "sharing", label: t.sharing }] : []),
    ...(rights.may("read.audit") ? [{ id: "access", label: t.access }] : []),
  ];
  const tab = tabs.find((one) => one.id === query.get("tab"))?.id ?? "overview";
  return (
    <Page>
      <EmergencyBanner customerId={id} />
      <CustomerHead customer={customer}>
        <Button icon="printer" aria-label={t.print} title={t.print} onClick={() => setPrinting(true)} />
        {rights.may("create.data_request", customer.homeBranchId) && <Button icon="file-user" onClick={() => setRequesting(true)}>{t.request}</Button>}
        {rights.may("tag.customer", customer.homeBranchId) && rights.maySet("customer", "tags", customer.homeBranchId) && <Button icon="tag" onClick={() => setTagging(true)}>{t.tag}</Button>}
        {rights.may("assign.care", customer.homeBranchId) && <Button icon="stethoscope" onClick={() => setAssigning(true)}>{t.care}</Button>}
        {mayEdit && <Button kind="primary" icon="pencil" onClick={() => setEditing(true)}>{t.edit}</Button>}
      </CustomerHead>
      {customer.allergy && <div className="allergy"><div className="grow"><Notice kind="bad"><b>{t.allergy}</b>　<FieldValue customer={customer} field="allergy" /></Notice></div></div>}
      <WarningsBanner customer={customer} />
      <ViewTabs label={t.tabs} tabs={tabs} value={tab} onValue={(next) => setQuery({ tab: next === "overview" ? undefined : next })} />
      <div className="tab-body" role="tabpanel" tabIndex={0} aria-label={t.tabs}>
        {tab === "overview" && <OverviewTab customer={customer} />}
        {tab === "archive" && <Suspense fallback={<Skeleton />}><ArchiveTab customer={customer} /></Suspense>}
        {tab === "timeline" && <TimelineTab customer={customer} />}
        {tab === "bookings" && <Suspense fallback={<Skeleton />}><BookingsTab customer={customer} /></Suspense>}
        {tab === "notes" && <NotesTab customer={customer} />}
        {tab === "files" && <Suspense fallback={<Skeleton />}><FilesTab customer={customer} /></Suspense>}
        {tab === "consents" && (
          <Suspense fallback={<Skeleton />}>
            <Together className="stack">
              <ConsentsTab customer={customer} />
              {rights.may("read.disclosure", customer.homeBranchId) && <Disclosures customer={customer} />}
            </Together>
          </Suspense>
        )}
        {tab === "sharing" && <Suspense fallback={<Skeleton />}><SharingTab customer={customer} /></Suspense>}
        {tab === "tags" && <Suspense fallback={<Skeleton />}><TagsTab customer={customer} /></Suspense>}
        {tab === "access" && <Suspense fallback={<Skeleton />}><AccessTab customer={customer} /></Suspense>}
      </div>
      <Suspense>
        {isEditing && (
          <EditDialog
            customer={customer} onClose={() => setEditing(false)}
            onSaved={(saved) => {
              cache.set(["customer", id], saved);
              cache.invalidate(["timeline", id]);
            }}
          />
        )}
        {isRequesting && <DataRequestDialog customer={customer} onClose={() => setRequesting(false)} />}
        {isPrinting && <RecordSheet customer={customer} onDone={() => setPrinting(false)} />}
        {isTagging && <TagsDialog customer={customer} onClose={() => setTagging(false)} />}
        {isAssigning && <CareDialog customer={customer} onClose={() => setAssigning(false)} />}
      </Suspense>
    </Page>
  );
}

function CustomerHead({ customer, children }: { customer: Customer; children: React.ReactNode }): ReactElement {
  const t = useTexts(texts);
  const label = useWords(customerFields);
  const sex = useWords(sexes);
  const restriction = useWords(restrictionKinds);
  const names = useDirectory();
  const branch = names.unit(customer.homeBranchId);
  const owner = names.person(customer.ownerId);
  return (
    <div className="customer-head">
      <Avatar name={customer.name ?? "·"} size="large" />
      <div className="grow">
        <div className="breadcrumb small"><Link to="/customers">{t.customers}</Link><Icon icon="chevron-right" /><span className="mono">{customer.code ?? `#${customer.number}`}</span></div>
        <h1>{customer.name ?? "—"} <Tier level={customer.level} />{customer.restriction && <Badge tone="warn" icon="lock">{restriction(customer.restriction)}</Badge>}</h1>
        <div className="customer-sub">
          {customer.sex && !customer.masked?.includes("sex") && <span>{sex(customer.sex)}</span>}
          {"phone" in customer && customer.phone && <span>{label("phone")} {customer.phone}</span>}
          {branch && <span><Icon icon="map-pin" /> {branch}</span>}
          {owner && <span><Icon icon="user-round-check" /> {t.owner} {owner}</span>}
        </div>
        {tagIDs(customer.tags).length > 0 && !customer.masked?.includes("tags") && <div className="customer-tags"><CustomerTags customer={customer} /></div>}
      </div>
      {children}
    </div>
  );
}
