import { ReactElement, useState } from "react";
import { useRoles } from "../../lib/directory";
import { api } from "../../lib/http";
import { either, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useMe, useRights } from "../../lib/me";
import { useSubmission } from "../../lib/submit";
import { Dialog } from "../../ui/Dialog";
import { Check, SelectField, TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { contentOf } from "./savedViews";
import { listTexts } from "./texts";

/** Keeps what stands in the address as a view: for oneself, or for those with whom one may share. */
export function ViewDialog({ query, onClose, onKept }: { query: URLSearchParams; onClose: () => void; onKept: (id: string) => void }): ReactElement {
  const t = useTexts(listTexts);
  const me = useMe();
  const rights = useRights();
  const roles = useRoles().value ?? [];
  const [name, setName] = useState("");
  const [scope, setScope] = useState("personal");
  const [branch, setBranch] = useState("");
  const [role, setRole] = useState("");
  const [isDefault, setDefault] = useState(false);
  const { isBusy, problem, run } = useSubmission();
  const isEverywhere = rights.mayEverywhere("share.saved_view");
  const branches = me.branches.filter((one) => rights.may("share.saved_view", one.id));
  const scopes = [
    { value: "personal", label: t.forMe },
    ...(branches.length > 0 ? [{ value: "branch", label: t.forBranch }] : []),
    ...(branches.length > 0 && roles.length > 0 ? [{ value: "role", label: t.forRole }] : []),
  ];
  const isReady = name.trim() !== "" && (scope === "personal" || (scope === "branch" ? branch !== "" : role !== "" && (branch !== "" || isEverywhere)));
  const save = () => run(async () => {
    const target = scope === "branch" ? { branchId: branch } : scope === "role" ? { roleId: role, ...(branch ? { branchId: branch } : {}) } : {};
    const made = await api("POST /v1/saved-views", { body: { list: "customer", name: name.trim(), scope: scope as "personal", content: contentOf(query), default: isDefault, ...target } });
    changed("saved-views");
    onKept(made.id);
  });
  return (
    <Dialog title={t.saveView} onClose={onClose} action={{ label: t.save, busy: isBusy, disabled: !isReady, run: () => void save() }}>
      <TextField label={t.viewName} value={name} onValue={setName} maxLength={40} error={problem?.of("name")} data-autofocus />
      {scopes.length > 1 && <SelectField label={t.forWhom} value={scope} onValue={setScope} choices={scopes} hint={scope === "personal" ? undefined : t.sharedNote} />}
      {scope === "role" && <SelectField label={t.role} value={role} onValue={setRole} empty="" choices={roles.map((one) => ({ value: one.id, label: either(one.nameZh, one.nameEn) }))} error={problem?.of("roleId")} />}
      {scope !== "personal" && (
        <SelectField
          label={t.branch} value={branch} onValue={setBranch} empty={scope === "role" && isEverywhere ? t.wholeChain : ""}
          choices={branches.map((one) => ({ value: one.id, label: one.name }))} error={problem?.of("branchId")}
        />
      )}
      <Check label={t.asDefault} checked={isDefault} onChecked={setDefault} />
      <FormProblem problem={problem} fields={["name", "roleId", "branchId"]} />
    </Dialog>
  );
}
