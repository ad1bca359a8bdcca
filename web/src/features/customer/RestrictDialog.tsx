import { ReactElement, useState } from "react";
import type { Customer, CustomerRestriction } from "../../gen/api";
import { useDirectory, usePeople } from "../../lib/directory";
import { api } from "../../lib/http";
import { dictionary, language, useTexts } from "../../lib/i18n";
import { useMe, useRights } from "../../lib/me";
import { cache } from "../../lib/query";
import { go } from "../../lib/router";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { choicesOf } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { IconButton } from "../../ui/Button";
import { Combobox } from "../../ui/Combobox";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { FormProblem, Notice } from "../../ui/State";
import { restrictionKinds } from "./accessWords";

const texts = dictionary({
  title: ["限制查看", "Restrict"],
  about: ["限制后，只有诊疗团队看得到这位客户；院区管理员和集团负责人也不例外，共享不再生效。", "From then on only the care team sees the customer; admins and the director are no exception, and shares open nothing."],
  without: ["您不在诊疗团队里：保存后您自己也看不到这位客户。", "You are not in the team: once saved, you will not see the customer either."],
  kind: ["类型", "Kind"],
  reason: ["原因", "Reason"],
  add: ["加入诊疗团队", "Add to the care team"],
  addHelp: ["加入的人获得半年诊疗关系；已有诊疗关系的人不受影响", "They care for him for half a year; who cares for him already goes on"],
  team: ["诊疗团队", "Care team"],
  nobody: ["还没有加入任何人", "Nobody yet"],
  remove: [(name: string) => `移出 ${name}`, (name: string) => `Take out ${name}`],
  save: ["限制查看", "Restrict"],
  saved: ["已限制查看", "Restricted"],
});

const mostInTeam = 20;

/** Closes a customer to everybody but the team that is named, and those who care for him already. */
export function RestrictDialog({ customer, onClose }: { customer: Customer; onClose: () => void }): ReactElement {
  const t = useTexts(texts);
  const shown = useStore(language);
  const me = useMe();
  const rights = useRights();
  const names = useDirectory();
  const people = (usePeople().value ?? []).filter((person) => person.state === "active");
  const [kind, setKind] = useState<string>(customer.restriction ?? "vip");
  const [reason, setReason] = useState("");
  const [team, setTeam] = useState<readonly string[]>([me.user.id]);
  const { isBusy, problem, run } = useSubmission();
  const id = customer.id ?? "";
  const search = async (text: string) => people.filter((person) => !team.includes(person.id) && person.displayName.includes(text.trim())).slice(0, 20).map((person) => ({ value: person.id, label: person.displayName }));
  const name = (person: string) => (person === me.user.id ? me.user.displayName : names.person(person) ?? "—");
  const save = () => run(async () => {
    const body: CustomerRestriction = { kind: kind as CustomerRestriction["kind"], reason: reason.trim(), ...(team.length > 0 ? { careTeam: [...team] } : {}) };
    await api("PUT /v1/customers/{id}/restriction", { path: { id }, body });
    tell(t.saved);
    onClose();
    for (const key of ["customer", "timeline", "shares"]) cache.invalidate([key, id]);
    if (!team.includes(me.user.id) && !rights.may("read.restricted")) go("/customers");
  });
  return (
    <Dialog title={t.title} onClose={onClose} action={{ label: t.save, danger: true, busy: isBusy, disabled: [...reason.trim()].length < 2, run: () => void save() }}>
      <Notice kind="warn">{t.about}</Notice>
      <SelectField label={t.kind} value={kind} onValue={setKind} choices={choicesOf(restrictionKinds, shown)} />
      <TextField label={t.reason} value={reason} onValue={setReason} maxLength={200} error={problem?.of("reason")} />
      <div>
        <div className="field-label">{t.team}</div>
        <ul className="row row-wrap team" aria-label={t.team}>
          {team.length === 0 && <li className="dim">{t.nobody}</li>}
          {team.map((person) => (
            <li key={person} className="row"><Badge tone="brand" icon="stethoscope">{name(person)}</Badge><IconButton icon="x" label={t.remove(name(person))} onClick={() => setTeam(team.filter((one) => one !== person))} /></li>
          ))}
        </ul>
      </div>
      {team.length < mostInTeam && <Combobox key={team.join()} label={t.add} hint={t.addHelp} value={undefined} onValue={(option) => option && setTeam([...team, option.value])} search={search} error={problem?.of("careTeam")} />}
      {!team.includes(me.user.id) && <Notice kind="bad">{t.without}</Notice>}
      <FormProblem problem={problem} fields={["kind", "reason", "careTeam"]} />
    </Dialog>
  );
}
