import type { ReactElement } from "react";
import { useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { Page, PageHead } from "../../ui/Page";
import { NumberingCard } from "./NumberingCard";
import { PrivacyCard } from "./PrivacyCard";
import { policyTexts } from "./texts";
import { ThresholdsCard } from "./ThresholdsCard";
import { Together } from "../../ui/Together";

/** What a chain decides for itself: clocks, retention, thresholds, codes. */
export default function PoliciesPage(): ReactElement {
  const t = useTexts(policyTexts);
  const rights = useRights();
  return (
    <Page>
      <PageHead title={t.title} />
      <div className="page-body"><Together className="stack">
        {rights.may("read.privacy") && <PrivacyCard />}
        {rights.may("read.alert") && <ThresholdsCard />}
        {rights.may("read.setting") && !rights.isOperator && <NumberingCard />}
      </Together></div>
    </Page>
  );
}
