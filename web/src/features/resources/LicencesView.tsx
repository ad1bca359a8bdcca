import { lazy, ReactElement, ReactNode, Suspense, useState } from "react";
import { Licence, scopeWords } from "../../lib/catalogue";
import { namesOf, useDirectory } from "../../lib/directory";
import { today } from "../../lib/format";
import { api } from "../../lib/http";
import { comma, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useRights } from "../../lib/me";
import { everyPage } from "../../lib/pages";
import { useQuery } from "../../lib/query";
import { setQuery, usePlace } from "../../lib/router";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { DataGrid } from "../../ui/DataGrid";
import { Facts, PageHead } from "../../ui/Page";
import { Peek } from "../../ui/Peek";
import { Empty, FormProblem, Notice, Refusal, Skeleton } from "../../ui/State";
import { licenceStanding, placesOf } from "./due";
import { StandingBadge } from "./Standing";
import { licenceClasses, resourceTexts } from "./texts";

const LicenceDialog = lazy(() => import("./editors").then((chunk) => ({ default: chunk.LicenceDialog })));

/** Who may do what where until when; the first to end stand first. */
export function LicencesView({ tabs }: { tabs: ReactNode }): ReactElement {
  const t = useTexts(resourceTexts);
  const rights = useRights();
  const licenceClass = useWords(licenceClasses);
  const { query } = usePlace();
  const [isMaking, setMaking] = useState(false);
  const found = useQuery(["licences"], () => everyPage((cursor) => api("GET /v1/licences", { query: { sort: "validUntil", limit: 200, cursor } }), 5000));
  const rows = found.value ?? [];
  const day = today();
  const standings = rows.filter((one) => one.state !== "suspended").map((one) => licenceStanding(one, day));
  const [over, soon] = [standings.filter((one) => one === "over").length, standings.filter((one) => one === "soon").length];
  const current = rows.find((one) => one.id === query.get("licence"));
  return (
    <>
      <PageHead title={t.title} count={found.value && t.count(rows.length)}>
        {rights.mayEverywhere("manage.licence") && <Button kind="primary" icon="plus" onClick={() => setMaking(true)}>{t.newLicence}</Button>}
      </PageHead>
      {tabs}
      {over + soon > 0 && <Notice kind={over > 0 ? "bad" : "warn"} strip>{t.attention(over, soon)}</Notice>}
      <div className="split">
        {found.problem && !found.value ? <div className="grow"><Refusal problem={found.problem} again={found.again} /></div>
          : !found.value ? <div className="grow"><Skeleton lines={10} /></div>
            : rows.length === 0 ? <div className="grow"><Empty icon="id-card" title={t.none}>{t.noneLicences}</Empty></div>
              : (
                <DataGrid<Licence>
                  label={t.licences} rows={rows} id={(row) => row.id ?? ""} current={current?.id ?? undefined} onPeek={(row) => setQuery({ licence: row.id ?? undefined })} rowHeight={44}
                  columns={[
                    { id: "person", title: t.person, width: "minmax(130px, 1fr)", cell: (row) => <Holder licence={row} /> },
                    { id: "class", title: t.licenceClass, width: "140px", cell: (row) => licenceClass(row.class) },
                    { id: "scopes", title: t.scopes, width: "minmax(150px, 1.4fr)", cell: (row) => <Scopes licence={row} /> },
                    { id: "places", title: t.places, width: "minmax(150px, 1.4fr)", cell: (row) => <Places licence={row} /> },
                    { id: "until", title: t.validUntil, width: "120px", cell: (row) => row.validUntil ?? "—" },
                    { id: "state", title: t.state, width: "120px", cell: (row) => <LicenceState licence={row} /> },
                  ]}
                />
              )}
        {current && <LicencePeek key={current.id} licence={current} onClose={() => setQuery({ licence: undefined })} />}
      </div>
      <Suspense>{isMaking && <LicenceDialog onClose={() => setMaking(false)} onSaved={(id) => setQuery({ licence: id })} />}</Suspense>
    </>
  );
}

function Scopes({ licence }: { licence: Licence }): ReactElement {
  const word = useWords(scopeWords);
  return <span className="tags tags-line">{(Array.isArray(licence.scopes) ? licence.scopes : []).map((scope) => <span key={scope} className="tag">{word(scope)}</span>)}</span>;
}

function Holder({ licence }: { licence: Licence }): ReactElement {
  const t = useTexts(resourceTexts);
  const names = useDirectory();
  const name = names.person(licence.userId);
  return name ? <b>{name}</b> : <span className="dim">{names.hasPeople ? t.elsewhere : "—"}</span>;
}

function Places({ licence }: { licence: Licence }): ReactElement {
  const t = useTexts(resourceTexts);
  const names = useDirectory();
  const places = namesOf(placesOf(licence), names.unit, names.hasUnits, t.elsewherePlace);
  return places.length > 0 ? <>{places.join(comma())}</> : <span className="dim">—</span>;
}

function LicenceState({ licence }: { licence: Licence }): ReactElement {
  const t = useTexts(resourceTexts);
  if (licence.state === "suspended") return <Badge icon="circle-pause">{t.suspended}</Badge>;
  return <StandingBadge standing={licenceStanding(licence, today())} />;
}

function LicencePeek({ licence, onClose }: { licence: Licence; onClose: () => void }): ReactElement {
  const t = useTexts(resourceTexts);
  const rights = useRights();
  const names = useDirectory();
  const licenceClass = useWords(licenceClasses);
  const [isEditing, setEditing] = useState(false);
  const { isBusy, problem, run } = useSubmission();
  const id = licence.id ?? "";
  const isSuspended = licence.state === "suspended";
  const toggle = () => run(async () => {
    await api("PATCH /v1/licences/{id}", { path: { id }, version: licence.version ?? 0, body: { state: isSuspended ? "valid" : "suspended" } });
    changed("licences");
    tell(t.saved);
  });
  const foot = rights.mayEverywhere("manage.licence") && (
    <>
      <Button kind="primary" icon="pencil" onClick={() => setEditing(true)}>{t.edit}</Button>
      <Button icon={isSuspended ? "circle-play" : "circle-pause"} writes busy={isBusy} onClick={() => void toggle()}>{isSuspended ? t.resume : t.suspend}</Button>
    </>
  );
  const places = placesOf(licence);
  return (
    <Peek title={namesOf([licence.userId ?? ""], names.person, names.hasPeople, t.elsewhere)[0] ?? t.licences} onClose={onClose} foot={foot}>
      {places.length === 0 && <Notice kind="bad">{t.noPlaces}</Notice>}
      <FormProblem problem={problem} />
      <Facts
        two rows={[
          { name: t.licenceClass, value: licenceClass(licence.class) }, { name: t.state, value: <LicenceState licence={licence} /> },
          { name: t.number, value: <span className="mono">{licence.number ?? "—"}</span>, wide: true },
          { name: t.validFrom, value: licence.validFrom }, { name: t.validUntil, value: licence.validUntil },
          { name: t.scopes, value: <Scopes licence={licence} />, wide: true },
          { name: t.places, value: <Places licence={licence} />, wide: true },
        ]}
      />
      <Suspense>{isEditing && <LicenceDialog licence={licence} onClose={() => setEditing(false)} />}</Suspense>
    </Peek>
  );
}
