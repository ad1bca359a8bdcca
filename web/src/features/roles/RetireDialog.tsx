import type { ReactElement } from "react";
import type { RoleWithContent } from "../../gen/api";
import { roleName } from "../../lib/directory";
import { api } from "../../lib/http";
import { colon, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { go } from "../../lib/router";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Dialog } from "../../ui/Dialog";
import { FormProblem, Notice } from "../../ui/State";
import { roleTexts } from "./texts";

export function RetireDialog({ role, onClose }: { role: RoleWithContent; onClose: () => void }): ReactElement {
  const t = useTexts(roleTexts);
  const { isBusy, problem, run } = useSubmission();
  const retire = () => run(async () => {
    await api("DELETE /v1/roles/{id}", { path: { id: role.id } });
    tell(t.retired);
    onClose();
    changed("roles");
    go("/roles");
  });
  return (
    <Dialog title={`${t.retire}${colon()}${roleName(role)}`} onClose={onClose} action={{ label: t.retire, danger: true, busy: isBusy, run: () => void retire() }}>
      <Notice kind="warn">{t.retireSure}</Notice>
      <FormProblem problem={problem} />
    </Dialog>
  );
}
