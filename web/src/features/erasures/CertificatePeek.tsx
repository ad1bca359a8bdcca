import { ReactElement, useState } from "react";
import type { Erasure } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { dayOf, moment } from "../../lib/format";
import { api } from "../../lib/http";
import { colon, useTexts } from "../../lib/i18n";
import { useMe, useRights } from "../../lib/me";
import { useQuery } from "../../lib/query";
import { Copy, ShortID } from "../../ui/Badge";
import { Button, ButtonLink } from "../../ui/Button";
import { Facts } from "../../ui/Page";
import { Peek } from "../../ui/Peek";
import { PrintSheet } from "../../ui/PrintSheet";
import { Refusal } from "../../ui/State";
import { MedicalState } from "./ErasuresPage";
import { erasureTexts } from "./texts";

/** One certificate: what it says, its signed text, and a sheet for the person. */
export function CertificatePeek({ listed, onClose }: { listed: Erasure; onClose: () => void }): ReactElement {
  const t = useTexts(erasureTexts);
  const rights = useRights();
  const names = useDirectory();
  const [isPrinting, setPrinting] = useState(false);
  const id = listed.id ?? "";
  const found = useQuery(["erasure", id], () => api("GET /v1/erasures/{id}", { path: { id } }), { isLive: false });
  const erasure = found.value ?? listed;
  const save = () => {
    const address = URL.createObjectURL(new Blob([erasure.certificate ?? ""], { type: "text/plain" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = `erasure-${erasure.number}.txt`;
    link.click();
    URL.revokeObjectURL(address);
  };
  const foot = (
    <>
      <Button kind="primary" icon="printer" onClick={() => setPrinting(true)}>{t.print}</Button>
      <Button icon="download" onClick={save}>{t.save}</Button>
      {erasure.requestId && rights.may("read.data_request") && <ButtonLink icon="file-user" to={`/requests?view=settled&request=${erasure.requestId}`}>{t.requestOpen}</ButtonLink>}
    </>
  );
  if (found.problem && !listed.certificate) return <Peek title={`#${listed.number}`} onClose={onClose} wide><Refusal problem={found.problem} again={found.again} /></Peek>;
  return (
    <Peek title={t.certificateOf(erasure.number ?? 0)} onClose={onClose} wide foot={foot}>
      <div className="row"><MedicalState erasure={erasure} /></div>
      <Facts
        two rows={[
          { name: t.erased, value: moment(erasure.erasedAt) }, { name: t.by, value: names.person(erasure.erasedBy) },
          { name: t.customer, value: erasure.customerId && <ShortID id={erasure.customerId} /> },
          { name: t.key, value: erasure.publicKey && <Copy text={erasure.publicKey} shown={erasure.publicKey.slice(0, 18) + "…"} /> },
        ]}
      />
      <section>
        <h3>{t.certificate}</h3>
        <p className="small dim">{t.verify}</p>
        <pre className="certificate" tabIndex={0} aria-label={t.certificate}>{erasure.certificate}</pre>
      </section>
      {isPrinting && <CertificateSheet erasure={erasure} onDone={() => setPrinting(false)} />}
    </Peek>
  );
}

// On paper a day without its year says little later.
const day = (text: string | null | undefined): string => (text ? dayOf(new Date(text)) : "—");

/** What is handed to the one whose data was erased. */
function CertificateSheet({ erasure, onDone }: { erasure: Erasure; onDone: () => void }): ReactElement {
  const t = useTexts(erasureTexts);
  const me = useMe();
  return (
    <PrintSheet title={t.certificateOf(erasure.number ?? 0)} onDone={onDone}>
      <p><b>{me.tenant.name}</b></p>
      <p>{t.erased}{colon()}{day(erasure.erasedAt)}</p>
      <p>{t.what}</p>
      <p>{erasure.medicalDestroyedAt ? t.gone(day(erasure.medicalDestroyedAt)) : t.kept(day(erasure.medicalLockedUntil))}</p>
      <p>{t.verify}</p>
      <pre className="certificate">{erasure.certificate}</pre>
      <p className="certificate">{t.key}{colon()}{erasure.publicKey}</p>
    </PrintSheet>
  );
}
