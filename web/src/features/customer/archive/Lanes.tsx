import { ReactElement, useState } from "react";
import type { Customer } from "../../../gen/api";
import { useDirectory, usePeople } from "../../../lib/directory";
import { date } from "../../../lib/format";
import { api } from "../../../lib/http";
import { dictionary, language, useTexts } from "../../../lib/i18n";
import { useRights } from "../../../lib/me";
import { cache, useQuery } from "../../../lib/query";
import { useStore } from "../../../lib/store";
import { useSubmission } from "../../../lib/submit";
import { tell } from "../../../lib/toast";
import { choicesOf, useWords } from "../../../lib/spoken";
import { Badge } from "../../../ui/Badge";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { SelectField } from "../../../ui/Field";
import { Card } from "../../../ui/Page";
import { FormProblem } from "../../../ui/State";
import { Tier } from "../Tier";
import { laneWords } from "./words";

const texts = dictionary({
  lanes: ["服务分工", "Who looks after"],
  levels: ["等级变更", "Tier changes"],
  assign: ["设置", "Set"],
  lane: ["分工", "Lane"],
  person: ["员工", "Person"],
  nobody: ["无人", "Nobody"],
  none: ["暂无记录", "Nothing yet"],
  now: ["至今", "now"],
  saved: ["已保存", "Saved"],
  save: ["保存", "Save"],
  former: ["其他人员", "Somebody else"],
});

/** Who looks after a customer in which lane, and who did. */
export function Lanes({ customer }: { customer: Customer }): ReactElement {
  const t = useTexts(texts);
  const lane = useWords(laneWords);
  const names = useDirectory();
  const rights = useRights();
  const [isSetting, setSetting] = useState(false);
  const id = customer.id ?? "";
  const found = useQuery(["lanes", id], () => api("GET /v1/customers/{id}/lanes", { path: { id }, query: { limit: 50 } }));
  const rows = found.value?.data ?? [];
  return (
    <Card title={t.lanes} actions={rights.may("update.customer", customer.homeBranchId) && <Button icon="user-round-cog" onClick={() => setSetting(true)}>{t.assign}</Button>}>
      {rows.length === 0 ? <p className="dim">{t.none}</p> : (
        <ul className="part-list">
          {rows.map((row) => (
            <li key={row.id} className="row row-wrap" style={{ gap: 8 }}>
              <Badge tone={row.until ? "plain" : "ok"}>{lane(row.lane)}</Badge><span>{names.person(row.userId) ?? t.former}</span>
              <span className="dim">{date(row.since ?? "")} – {row.until ? date(row.until) : t.now}</span>
            </li>
          ))}
        </ul>
      )}
      {isSetting && <LaneDialog id={id} onClose={() => setSetting(false)} />}
    </Card>
  );
}

function LaneDialog({ id, onClose }: { id: string; onClose: () => void }): ReactElement {
  const t = useTexts(texts);
  const shown = useStore(language);
  const people = (usePeople().value ?? []).filter((person) => person.state === "active");
  const [lane, setLane] = useState("assistant");
  const [user, setUser] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const save = () => run(async () => {
    await api("PUT /v1/customers/{id}/lanes/{lane}", { path: { id, lane }, body: { userId: user || null } });
    cache.invalidate(["lanes", id]);
    cache.invalidate(["timeline", id]);
    tell(t.saved);
    onClose();
  });
  return (
    <Dialog title={t.lanes} onClose={onClose} action={{ label: t.save, busy: isBusy, run: () => void save() }}>
      <FormProblem problem={problem} fields={["userId"]} />
      <SelectField label={t.lane} value={lane} onValue={setLane} choices={choicesOf(laneWords, shown).filter((choice) => choice.value !== "consultant")} />
      <SelectField label={t.person} value={user} onValue={setUser} empty={t.nobody} error={problem?.of("userId")} choices={people.map((person) => ({ value: person.id, label: person.displayName }))} />
    </Dialog>
  );
}

/** How the tier went. */
export function Levels({ customer }: { customer: Customer }): ReactElement | null {
  const t = useTexts(texts);
  const id = customer.id ?? "";
  const found = useQuery(["levels", id], () => api("GET /v1/customers/{id}/levels", { path: { id }, query: { limit: 50 } }));
  const rows = found.value?.data ?? [];
  if (rows.length === 0) return null;
  return (
    <Card title={t.levels}>
      <ul className="part-list">{rows.map((row) => <li key={row.id} className="row row-wrap" style={{ gap: 8 }}><Tier level={row.from} /> → <Tier level={row.to} /><span className="dim">{date(row.at ?? "")}</span></li>)}</ul>
    </Card>
  );
}
