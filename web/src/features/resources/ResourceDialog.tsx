import type { ReactElement } from "react";
import { Bookable, BookableKind, kindWords, peopleKinds } from "../../lib/catalogue";
import { usePeople } from "../../lib/directory";
import { numberOrNull, said, textOrNull, useDraft, wordsOf } from "../../lib/form";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { choicesOf } from "../../lib/spoken";
import { DateField } from "../../ui/DatePicker";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { resourceStates, resourceTexts } from "./texts";

const shownFields = ["name", "kind", "userId", "tags", "capacity", "bufferBefore", "bufferAfter", "state", "position", "model", "serial", "certificate", "certificateUntil", "maintenanceDue", "metrologyDue", "counter", "counterLimit"];

/** Somebody or something new that can be booked, or one that is changed. */
export function ResourceDialog({ branch, group, resource, onClose, onSaved }: { branch: string; group: "people" | "rooms" | "devices"; resource?: Bookable; onClose: () => void; onSaved?: (id: string) => void }): ReactElement {
  const t = useTexts(resourceTexts);
  const shown = useStore(language);
  const people = usePeople().value ?? [];
  const text = (value: unknown) => (value === null || value === undefined ? "" : String(value));
  const { draft, set, bind } = useDraft({
    kind: resource?.kind ?? (group === "people" ? "doctor" : group === "rooms" ? "room" : "device"), userId: resource?.userId ?? "", name: resource?.name ?? "",
    tags: Array.isArray(resource?.tags) ? resource?.tags.join("，") ?? "" : "", capacity: text(resource?.capacity ?? 1), bufferBefore: text(resource?.bufferBefore ?? 0), bufferAfter: text(resource?.bufferAfter ?? 0),
    state: resource?.state ?? "ready", position: text(resource?.position ?? 0), model: text(resource?.model), serial: text(resource?.serial), certificate: text(resource?.certificate),
    certificateUntil: text(resource?.certificateUntil), maintenanceDue: text(resource?.maintenanceDue), metrologyDue: text(resource?.metrologyDue), counter: text(resource?.counter), counterLimit: text(resource?.counterLimit),
  });
  const { isBusy, problem, run } = useSubmission();
  const isDevice = group === "devices";
  const save = () => run(async (key) => {
    const common = {
      tags: wordsOf(draft.tags), bufferBefore: numberOrNull(draft.bufferBefore) ?? 0, bufferAfter: numberOrNull(draft.bufferAfter) ?? 0, state: draft.state, position: numberOrNull(draft.position) ?? 0,
      ...(group === "people" ? {} : { capacity: numberOrNull(draft.capacity) ?? 1 }),
      ...(isDevice ? {
        model: textOrNull(draft.model), serial: textOrNull(draft.serial), certificate: textOrNull(draft.certificate), certificateUntil: draft.certificateUntil || null,
        maintenanceDue: draft.maintenanceDue || null, metrologyDue: draft.metrologyDue || null, counter: numberOrNull(draft.counter), counterLimit: numberOrNull(draft.counterLimit),
      } : {}),
    };
    const name = draft.name.trim();
    const saved = resource
      ? await api("PATCH /v1/resources/{id}", { path: { id: resource.id ?? "" }, version: resource.version ?? 0, body: { name, ...common } })
      : await api("POST /v1/resources", { key, body: { name, branchId: branch, kind: draft.kind, ...(draft.userId ? { userId: draft.userId } : {}), ...said(common) } });
    changed("resources");
    tell(t.saved);
    onClose();
    onSaved?.(saved.id ?? "");
  });
  const choosePerson = (userId: string) => {
    const person = people.find((one) => one.id === userId);
    set({ userId, ...(draft.name.trim() && draft.name !== people.find((one) => one.id === draft.userId)?.displayName ? {} : { name: person?.displayName ?? "" }) });
  };
  const title = resource ? t.editOf(resource.name ?? "") : { people: t.newPerson, rooms: t.newRoom, devices: t.newDevice }[group];
  const kinds = choicesOf(kindWords, shown).filter((choice) => peopleKinds.includes(choice.value as BookableKind));
  return (
    <Dialog title={title} wide={isDevice} onClose={onClose} action={{ label: t.save, busy: isBusy, disabled: !draft.name.trim() || (group === "people" && !draft.userId), run: () => void save() }}>
      <div className="form-grid">
        {group === "people" && !resource && <SelectField label={t.kind} required choices={kinds} {...bind("kind", problem)} />}
        {group === "people" && !resource && (
          <SelectField label={t.person} required empty="" choices={people.filter((one) => one.state === "active" || one.state === "invited").map((one) => ({ value: one.id, label: one.displayName }))} {...bind("userId", problem)} onValue={choosePerson} />
        )}
        <TextField label={t.name} required maxLength={60} {...bind("name", problem)} data-autofocus />
        <TextField label={t.tags} hint={t.tagsHelp} {...bind("tags", problem)} />
        {group !== "people" && <TextField label={t.capacity} hint={t.capacityHelp} type="number" min={1} max={50} {...bind("capacity", problem)} />}
        <TextField label={t.before} type="number" min={0} max={240} step={5} {...bind("bufferBefore", problem)} />
        <TextField label={t.after} type="number" min={0} max={240} step={5} {...bind("bufferAfter", problem)} />
        <SelectField label={t.state} choices={choicesOf(resourceStates, shown)} {...bind("state", problem)} />
        <TextField label={t.position} hint={t.positionHelp} type="number" min={0} max={9999} {...bind("position", problem)} />
      </div>
      {isDevice && (
        <fieldset className="field">
          <legend><h3>{t.papers}</h3></legend>
          <div className="form-grid">
            <TextField label={t.model} maxLength={60} {...bind("model", problem)} />
            <TextField label={t.serial} maxLength={60} {...bind("serial", problem)} />
            <TextField label={t.certificate} maxLength={60} {...bind("certificate", problem)} />
            <DateField label={t.certificateUntil} {...bind("certificateUntil", problem)} />
            <DateField label={t.maintenanceDue} {...bind("maintenanceDue", problem)} />
            <DateField label={t.metrologyDue} {...bind("metrologyDue", problem)} />
            <TextField label={t.counter} type="number" min={0} {...bind("counter", problem)} />
            <TextField label={t.counterLimit} type="number" min={1} {...bind("counterLimit", problem)} />
          </div>
        </fieldset>
      )}
      <FormProblem problem={problem} fields={shownFields} />
    </Dialog>
  );
}
