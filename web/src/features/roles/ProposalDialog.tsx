import type { ReactElement } from "react";
import type { RoleProposal } from "../../gen/api";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { DiffView } from "../../ui/DiffView";
import { FormProblem, Notice } from "../../ui/State";
import type { Catalog } from "./content";
import { differenceRows } from "./difference";
import { roleTexts } from "./texts";

/** A proposal as its difference: published, withdrawn, or left for another person. */
export function ProposalDialog({ proposal, onClose, onDecided }: { proposal: RoleProposal; catalog: Catalog; onClose: () => void; onDecided: () => void }): ReactElement {
  const t = useTexts(roleTexts);
  const shown = useStore(language);
  const rights = useRights();
  const publication = useSubmission();
  const withdrawal = useSubmission();
  const path = { id: proposal.roleId, proposal: proposal.id };
  const publish = () => publication.run(async () => {
    await api("POST /v1/roles/{id}/proposals/{proposal}/publication", { path });
    tell(t.published);
    onDecided();
  });
  const withdraw = () => withdrawal.run(async () => {
    await api("DELETE /v1/roles/{id}/proposals/{proposal}", { path });
    tell(t.withdrawn);
    onDecided();
  });
  const { difference } = proposal;
  const isOpen = proposal.state === "proposed";
  const foot = isOpen && (
    <>
      {rights.may("update.role") && <Button kind="quiet" busy={withdrawal.isBusy} writes onClick={() => void withdraw()}>{t.withdraw}</Button>}
      <span className="grow" />
      <Button onClick={onClose}>{t.keep}</Button>
      {rights.may("publish.role") && <Button kind="primary" icon="badge-check" busy={publication.isBusy} writes onClick={() => void publish()}>{t.publish}</Button>}
    </>
  );
  return (
    <Dialog title={t.reviewTitle} wide onClose={onClose} foot={foot}>
      {difference && <Notice kind={difference.widens ? "warn" : "ok"}>{difference.widens ? t.widens : t.narrows} {t.fourEyes}</Notice>}
      {difference && <DiffView rows={differenceRows(difference, shown, t.added)} />}
      <FormProblem problem={publication.problem ?? withdrawal.problem} />
    </Dialog>
  );
}
