import type { ReactElement } from "react";
import { comma, dictionary, useTexts } from "../../lib/i18n";
import { useWords } from "../../lib/spoken";
import { Notice } from "../../ui/State";
import { purposes } from "./purposes";

const texts = dictionary({
  before: ["治疗前须有", "Before the treatment"],
  consents: [(which: string) => `同意书未签：${which}`, (which: string) => `Consents not given: ${which}`],
  forms: [(which: string) => `须填表单：${which}`, (which: string) => `Forms to fill in: ${which}`],
});

interface PapersProps {
  /** Words of forms that the services want. */
  forms: readonly string[];
  /** Purposes that the customer has not agreed to; nothing where one does not read his consents. */
  consents: readonly string[] | null;
}

/** What has to be there before somebody is treated. */
export function PapersNotice({ forms, consents }: PapersProps): ReactElement | null {
  const t = useTexts(texts);
  const purpose = useWords(purposes);
  const missing = consents ?? [];
  if (forms.length === 0 && missing.length === 0) return null;
  return (
    <Notice kind={missing.length > 0 ? "warn" : "info"}>
      <b>{t.before}</b>
      {missing.length > 0 && <><br />{t.consents(missing.map((one) => purpose(one)).join(comma()))}</>}
      {forms.length > 0 && <><br />{t.forms(forms.join(comma()))}</>}
    </Notice>
  );
}
