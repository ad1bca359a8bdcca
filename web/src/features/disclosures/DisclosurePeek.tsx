import type { ReactElement } from "react";
import type { Disclosure } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { moment } from "../../lib/format";
import { useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { useWords } from "../../lib/spoken";
import { Badge, ShortID } from "../../ui/Badge";
import { ButtonLink } from "../../ui/Button";
import { Facts } from "../../ui/Page";
import { Peek } from "../../ui/Peek";
import { categories, grounds, methods } from "../consents/disclosureWords";
import { abroadWords, registerTexts } from "./texts";

/** One entry of the register. */
export function DisclosurePeek({ entry, number, onClose }: { entry: Disclosure; number: number | undefined; onClose: () => void }): ReactElement {
  const t = useTexts(registerTexts);
  const rights = useRights();
  const names = useDirectory();
  const [category, ground, method, where] = [useWords(categories), useWords(grounds), useWords(methods), useWords(abroadWords)];
  const rows = [
    { name: t.at, value: moment(entry.disclosedAt) }, { name: t.customer, value: number === undefined ? undefined : <span className="mono">#{number}</span> },
    { name: t.ground, value: ground(entry.ground) }, { name: t.method, value: method(entry.method) },
    { name: t.where, value: entry.abroad === "yes" ? <Badge tone="warn" icon="globe">{where("yes")}</Badge> : where(entry.abroad) },
    { name: t.contact, value: entry.recipientContact },
    { name: t.data, wide: true, value: <span className="row row-wrap" style={{ gap: 4 }}>{(entry.categories ?? []).map((one) => <Badge key={one}>{category(one)}</Badge>)}</span> },
    ...("purpose" in entry ? [{ name: t.purpose, wide: true, value: <span className="prewrap">{entry.purpose}</span> }] : []),
    { name: t.by, value: names.person(entry.recordedBy) }, { name: t.recorded, value: moment(entry.recordedAt) },
    ...(entry.consentId ? [{ name: t.consent, value: <ShortID id={entry.consentId} /> }] : []),
    ...(entry.correctsId ? [{ name: t.corrects, value: <ShortID id={entry.correctsId} /> }] : []),
  ];
  return (
    <Peek title={entry.recipient ?? "—"} onClose={onClose} wide foot={entry.customerId && rights.may("read.customer") && <ButtonLink icon="user-round" to={`/customers/${entry.customerId}?tab=consents`}>{t.open}</ButtonLink>}>
      <Facts two rows={rows} />
    </Peek>
  );
}
