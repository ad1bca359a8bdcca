import { ReactElement, useState } from "react";
import { named, useServices } from "../../lib/catalogue";
import { useDirectory } from "../../lib/directory";
import { api } from "../../lib/http";
import { either, useTexts } from "../../lib/i18n";
import { useMe, useRights } from "../../lib/me";
import { channels, useWords } from "../../lib/spoken";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Badge, Copy } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Card, Facts } from "../../ui/Page";
import { Peek } from "../../ui/Peek";
import { FormProblem, Notice, Skeleton } from "../../ui/State";
import { OnlinePage, publicPath } from "./model";
import { AskedDialog, OfferedDialog, PageDialog } from "./PageDialogs";
import { pagesChanged, useAsked, useOffered, usePageOnline } from "./reading";
import { pageStates, pageTexts, wishWays } from "./texts";

/** A page with all that it shows and asks, and the switch. */
export function PagePeek({ page: listed, onClose }: { page: OnlinePage; onClose: () => void }): ReactElement {
  const t = useTexts(pageTexts);
  const me = useMe();
  const rights = useRights();
  const names = useDirectory();
  const [state, way, channel] = [useWords(pageStates), useWords(wishWays), useWords(channels)];
  const services = useServices().value ?? [];
  const page = usePageOnline(listed.id).value;
  const offered = useOffered(listed.id).value;
  const asked = useAsked(listed.id).value;
  const [dialog, setDialog] = useState<"page" | "services" | "questions">();
  const { isBusy, problem, run } = useSubmission();
  const mayManage = rights.may("manage.online_page", listed.branchId);
  if (!page || !offered || !asked) return <Peek title={listed.title || listed.slug} onClose={onClose} wide><Skeleton /></Peek>;
  const isOn = page.state === "on";
  const isWhole = Boolean(page.title?.trim() && page.notice?.trim());
  const address = location.origin + publicPath(me.tenant.slug, page.slug);
  const turn = () => run(async () => {
    await api("PATCH /v1/online-pages/{id}", { path: { id: page.id }, version: page.version, body: { state: isOn ? "off" : "on" } as never });
    pagesChanged();
    tell(isOn ? t.offNow : t.onNow);
  });
  const serviceName = (id: string) => named(services.find((one) => one.id === id)) || "—";
  const foot = mayManage && (
    <>
      <Button kind={isOn ? "plain" : "primary"} icon={isOn ? "circle-slash" : "globe"} writes busy={isBusy} disabled={!isOn && !isWhole} onClick={() => void turn()}>{isOn ? t.switchOff : t.switchOn}</Button>
      <Button icon="pencil" onClick={() => setDialog("page")}>{t.edit}</Button>
    </>
  );
  return (
    <Peek title={page.title || page.slug} onClose={onClose} wide foot={foot}>
      <div className="row row-wrap"><Badge tone={isOn ? "ok" : "plain"} icon={isOn ? "globe" : "circle-slash"}>{state(page.state)}</Badge>{isOn && <a href={address} target="_blank" rel="noopener noreferrer"><Icon icon="external-link" /> {t.open}</a>}</div>
      {!isOn && !isWhole && <Notice>{t.lacks}</Notice>}
      {offered.services.length === 0 && <Notice kind="warn">{t.lacksServices}</Notice>}
      <FormProblem problem={problem} />
      <Facts
        two rows={[
          { name: t.address, value: <Copy text={address} />, wide: true }, { name: t.branch, value: names.unit(page.branchId) ?? "—" }, { name: t.wishes, value: way(page.wishes) },
          { name: t.minutes, value: String(page.reviewMinutes ?? "—") }, { name: t.holds, value: String(page.mostHolds ?? "—") }, { name: t.waiting, value: String(page.mostWaiting ?? "—") }, { name: t.source, value: channel(page.sourceChannel) },
          { name: t.accent, value: <span className="mono">{page.accent ?? "—"}</span> },
          ...(page.welcome ? [{ name: t.welcome, value: <span className="prewrap">{page.welcome}</span>, wide: true }] : []),
          ...(page.notice ? [{ name: t.notice, value: <span className="prewrap">{page.notice}</span>, wide: true }] : []),
        ]}
      />
      <Card title={t.services} actions={mayManage && <Button kind="quiet" icon="pencil" onClick={() => setDialog("services")}>{t.editServices}</Button>}>
        {offered.services.length === 0 ? <p className="dim">{t.noServices}</p> : <ol className="list">{offered.services.map((one) => <li key={one.serviceId}><b>{serviceName(one.serviceId)}</b><span className="dim">{one.note}</span></li>)}</ol>}
      </Card>
      <Card title={t.questions} actions={mayManage && <Button kind="quiet" icon="pencil" onClick={() => setDialog("questions")}>{t.editQuestions}</Button>}>
        {asked.questions.length === 0 ? <p className="dim">{t.noServices}</p> : (
          <ol className="list">
            {asked.questions.map((one) => <li key={one.word}><span className="grow">{either(one.text, one.textEn ?? undefined)}<br /><small className="dim">{one.serviceIds.length === 0 ? t.forAll : one.serviceIds.map(serviceName).join(" · ")}</small></span><span className="mono dim">{one.word}</span></li>)}
          </ol>
        )}
      </Card>
      {dialog === "page" && <PageDialog page={page} onClose={() => setDialog(undefined)} onSaved={() => undefined} />}
      {dialog === "services" && <OfferedDialog page={page} offered={offered} onClose={() => setDialog(undefined)} />}
      {dialog === "questions" && <AskedDialog page={page} asked={asked} offered={offered.services} onClose={() => setDialog(undefined)} />}
    </Peek>
  );
}
