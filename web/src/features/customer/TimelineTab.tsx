import { ReactElement, useState } from "react";
import type { Customer, Timeline as TimelineEvent } from "../../gen/api";
import { api } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { usePages } from "../../lib/pages";
import { Button } from "../../ui/Button";
import { Segments } from "../../ui/Field";
import { Card } from "../../ui/Page";
import { Empty, Refusal, Skeleton } from "../../ui/State";
import { Timeline } from "../../ui/Timeline";
import { CorrectionDialog } from "./Correction";
import { useHappenings } from "./happenings";

const texts = dictionary({
  kind: ["事件种类", "Kind of event"],
  all: ["全部", "All"],
  changed: ["资料", "Changes"],
  noted: ["记录", "Notes"],
  care: ["诊疗关系", "Care"],
  none: ["没有事件", "Nothing here"],
  noneHelp: ["建档、修改、记录和诊疗关系会出现在这里。", "Changes, notes and care relations appear here."],
  more: ["更早的", "Earlier"],
});

export function TimelineTab({ customer }: { customer: Customer }): ReactElement {
  const t = useTexts(texts);
  const id = customer.id ?? "";
  const [kind, setKind] = useState("");
  const list = usePages<TimelineEvent>(id + kind, (cursor, signal) =>
    api("GET /v1/customers/{id}/timeline", { path: { id }, query: { "filter[kind]": kind || undefined, limit: 50, cursor }, signal }));
  const rights = useRights();
  const [event, setEvent] = useState<string>();
  const mayCorrect = rights.may("create.note", customer.homeBranchId) && rights.maySet("note", "body", customer.homeBranchId);
  const items = useHappenings(list.rows, mayCorrect ? setEvent : undefined);
  const done = () => {
    setEvent(undefined);
    list.again();
  };
  return (
    <div className="stack">
      <Segments
        label={t.kind} value={kind} onValue={setKind}
        choices={[{ value: "", label: t.all }, { value: "changed", label: t.changed }, { value: "noted", label: t.noted }, { value: "care_assigned", label: t.care }]}
      />
      {list.problem ? <Refusal problem={list.problem} again={list.again} />
        : list.isLoading && items.length === 0 ? <Skeleton />
          : items.length === 0 ? <Empty icon="history" title={t.none}>{t.noneHelp}</Empty>
            : <Card><Timeline items={items} />{list.hasMore && <Button icon="chevron-down" onClick={list.more}>{t.more}</Button>}</Card>}
      {event !== undefined && <CorrectionDialog customer={id} event={event} onClose={() => setEvent(undefined)} onDone={done} />}
    </div>
  );
}
