import { ReactElement, useState } from "react";
import type { SupportGrant } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { moment } from "../../lib/format";
import { api } from "../../lib/http";
import { colon, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { cache, useQuery } from "../../lib/query";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Card } from "../../ui/Page";
import { Empty, FormProblem, Notice, Refusal, Skeleton } from "../../ui/State";
import { SupportDialog } from "./SupportDialog";
import { supportScopes, supportTexts } from "./supportTexts";

/** Whom of the platform the chain let in, and the way to let somebody in or out. */
export function SupportCard(): ReactElement {
  const t = useTexts(supportTexts);
  const rights = useRights();
  const names = useDirectory();
  const scope = useWords(supportScopes);
  const [isGranting, setGranting] = useState(false);
  const [ending, setEnding] = useState<SupportGrant>();
  const found = useQuery(["support"], async () => (await api("GET /v1/support-grants", { query: { limit: 20 } })).data);
  const mayGrant = rights.may("grant.support");
  const rows = found.value ?? [];
  return (
    <Card title={t.title} flush actions={mayGrant && <Button icon="headset" writes onClick={() => setGranting(true)}>{t.grant}</Button>}>
      {found.problem && !found.value ? <Refusal problem={found.problem} again={found.again} />
        : !found.value ? <Skeleton lines={3} />
          : rows.length === 0 ? <Empty icon="headset" title={t.none}>{t.noneHelp}</Empty>
            : (
              <ul className="list">
                {rows.map((grant) => (
                  <li key={grant.id} className="row-wrap">
                    <b className="mono">{grant.operator}</b>
                    <Badge tone={grant.inForce ? "warn" : "plain"} icon={grant.inForce ? "clock" : "circle-slash"}>{grant.inForce ? t.until(moment(grant.until)) : t.ended}</Badge>
                    <span className="grow" />
                    {grant.inForce && mayGrant && <Button writes onClick={() => setEnding(grant)}>{t.end}</Button>}
                    <span className="dim small support-why">{scope(grant.scope)} · {grant.reason} · {t.by(names.person(grant.grantedBy) ?? "—", moment(grant.createdAt))} · {grant.openedAt ? t.came(moment(grant.openedAt)) : t.neverCame}</span>
                  </li>
                ))}
              </ul>
            )}
      {isGranting && <SupportDialog onClose={() => setGranting(false)} />}
      {ending && <EndDialog grant={ending} onClose={() => setEnding(undefined)} />}
    </Card>
  );
}

function EndDialog({ grant, onClose }: { grant: SupportGrant; onClose: () => void }): ReactElement {
  const t = useTexts(supportTexts);
  const { isBusy, problem, run } = useSubmission();
  const end = () => run(async () => {
    await api("DELETE /v1/support-grants/{id}", { path: { id: grant.id } });
    cache.invalidate(["support"]);
    tell(t.done);
    onClose();
  });
  return (
    <Dialog title={`${t.end}${colon()}${grant.operator}`} onClose={onClose} action={{ label: t.end, danger: true, busy: isBusy, run: () => void end() }}>
      <Notice kind="warn">{t.endAbout}</Notice>
      <FormProblem problem={problem} />
    </Dialog>
  );
}
