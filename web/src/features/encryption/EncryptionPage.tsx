import type { ReactElement } from "react";
import { useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { Page, PageHead } from "../../ui/Page";
import { CanariesCard } from "./CanariesCard";
import { KeysView } from "./KeysView";
import { encryptionTexts } from "./texts";
import { Together } from "../../ui/Together";

/** How the chain's keys stand, their rotations, and canary customers. */
export default function EncryptionPage(): ReactElement {
  const t = useTexts(encryptionTexts);
  const rights = useRights();
  return (
    <Page>
      <PageHead title={t.title} count={t.about} />
      <div className="page-body"><Together className="stack">
        {rights.may("read.key") && <KeysView />}
        {rights.may("manage.canary") && <CanariesCard />}
      </Together></div>
    </Page>
  );
}
