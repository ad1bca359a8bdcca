import { lazy, ReactElement, Suspense, useState } from "react";
import { Bookable, isPerson, kindWords } from "../../lib/catalogue";
import { useDirectory } from "../../lib/directory";
import { count, today } from "../../lib/format";
import { useTexts } from "../../lib/i18n";
import { useWords } from "../../lib/spoken";
import { Button } from "../../ui/Button";
import { Facts } from "../../ui/Page";
import { Peek } from "../../ui/Peek";
import { Notice } from "../../ui/State";
import { counterStanding, deviceStanding, standing } from "./due";
import { DueDay, ResourceState, StandingBadge } from "./Standing";
import { resourceTexts } from "./texts";

const ResourceDialog = lazy(() => import("./editors").then((chunk) => ({ default: chunk.ResourceDialog })));

/** Somebody or something that can be booked, beside the list. */
export function ResourcePeek({ resource, mayManage, onClose }: { resource: Bookable; mayManage: boolean; onClose: () => void }): ReactElement {
  const t = useTexts(resourceTexts);
  const kind = useWords(kindWords);
  const names = useDirectory();
  const [isEditing, setEditing] = useState(false);
  const day = today();
  const tags = Array.isArray(resource.tags) ? resource.tags : [];
  const isDevice = resource.kind === "device";
  const counters = counterStanding(resource.counter, resource.counterLimit);
  return (
    <Peek title={resource.name ?? ""} onClose={onClose} foot={mayManage && <Button kind="primary" icon="pencil" onClick={() => setEditing(true)}>{t.edit}</Button>}>
      {isDevice && deviceStanding(resource, day) === "over" && <Notice kind="bad">{t.over}，{t.overHelp}</Notice>}
      <Facts
        two rows={[
          { name: t.kind, value: kind(resource.kind) },
          { name: t.state, value: <ResourceState state={resource.state} /> },
          ...(isPerson(resource.kind) ? [{ name: t.person, value: names.person(resource.userId) ?? "—" }] : [{ name: t.capacity, value: resource.capacity ?? 1 }]),
          { name: t.branch, value: names.unit(resource.branchId) ?? "—" },
          { name: t.buffers, value: t.buffersOf(resource.bufferBefore ?? 0, resource.bufferAfter ?? 0), wide: true },
          { name: t.tags, value: tags.length > 0 ? <span className="tags">{tags.map((tag) => <span key={tag} className="tag">{tag}</span>)}</span> : "—", wide: true },
        ]}
      />
      {isDevice && (
        <>
          <h3>{t.papers}</h3>
          <Facts
            two rows={[
              { name: t.model, value: resource.model }, { name: t.serial, value: resource.serial && <span className="mono">{resource.serial}</span> },
              { name: t.certificate, value: resource.certificate && <span className="mono">{resource.certificate}</span>, wide: true },
              { name: t.certificateUntil, value: <DueDay day={resource.certificateUntil} standing={standing(resource.certificateUntil, day)} />, wide: true },
              { name: t.maintenanceDue, value: <DueDay day={resource.maintenanceDue} standing={standing(resource.maintenanceDue, day)} />, wide: true },
              { name: t.metrologyDue, value: <DueDay day={resource.metrologyDue} standing={standing(resource.metrologyDue, day)} />, wide: true },
              { name: t.counter, value: typeof resource.counter === "number" ? <span className="row row-wrap">{t.counterOf(count(resource.counter), typeof resource.counterLimit === "number" ? count(resource.counterLimit) : "—")}{counters !== "fine" && <StandingBadge standing={counters} />}</span> : undefined, wide: true },
            ]}
          />
        </>
      )}
      <Suspense>{isEditing && <ResourceDialog branch={resource.branchId ?? ""} resource={resource} group={isPerson(resource.kind) ? "people" : isDevice ? "devices" : "rooms"} onClose={() => setEditing(false)} />}</Suspense>
    </Peek>
  );
}
