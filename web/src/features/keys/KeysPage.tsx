import { ReactElement, useState } from "react";
import type { APIKey } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { ago, date } from "../../lib/format";
import { api } from "../../lib/http";
import { colon, language, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useRights } from "../../lib/me";
import { useQuery } from "../../lib/query";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { actionText } from "../../lib/words";
import { Badge, Tone } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Icon } from "../../ui/Icon";
import { Card, Page, PageHead } from "../../ui/Page";
import { Empty, FormProblem, Notice, Refusal, Skeleton } from "../../ui/State";
import { NewKeyDialog } from "./NewKeyDialog";
import { keyTexts } from "./texts";

const looks: Record<APIKey["state"], readonly [Tone, string]> = { active: ["ok", "circle-check"], expired: ["plain", "clock"], revoked: ["bad", "ban"] };

/** Keys for other systems. */
export default function KeysPage(): ReactElement {
  const t = useTexts(keyTexts);
  const rights = useRights();
  const [isMaking, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<APIKey>();
  const found = useQuery(["api-keys"], async () => (await api("GET /v1/api-keys")).data);
  return (
    <Page>
      <PageHead title={t.title}>
        <a className="button" href="/docs" target="_blank" rel="noreferrer"><Icon icon="book-open" />{t.docs}</a>
        {rights.may("create.api_key") && <Button kind="primary" icon="plus" onClick={() => setMaking(true)}>{t.create}</Button>}
      </PageHead>
      <div className="page-body stack">
        <Notice>{t.about}</Notice>
        {found.problem && !found.value ? <Refusal problem={found.problem} again={found.again} />
          : !found.value ? <Skeleton />
            : found.value.length === 0 ? <Empty icon="key-round" title={t.none}>{t.noneHelp}</Empty>
              : (
                <Card flush>
                  <div className="table-scroll" tabIndex={0} role="region" aria-label={t.title}>
                    <table className="table">
                      <thead><tr>{[t.name, t.state, t.unit, t.actions, t.addresses, t.expires, t.used].map((title) => <th key={title} scope="col">{title}</th>)}<th scope="col"><span className="sr">{t.more}</span></th></tr></thead>
                      <tbody>{found.value.map((key) => <KeyRow key={key.id} apiKey={key} onRevoke={rights.may("revoke.api_key") ? () => setRevoking(key) : undefined} />)}</tbody>
                    </table>
                  </div>
                </Card>
              )}
      </div>
      {isMaking && <NewKeyDialog onClose={() => setMaking(false)} />}
      {revoking && <RevokeDialog apiKey={revoking} onClose={() => setRevoking(undefined)} />}
    </Page>
  );
}

function KeyRow({ apiKey, onRevoke }: { apiKey: APIKey; onRevoke: (() => void) | undefined }): ReactElement {
  const t = useTexts(keyTexts);
  const shown = useStore(language);
  const names = useDirectory();
  const [tone, icon] = looks[apiKey.state];
  return (
    <tr>
      <td><b>{apiKey.name}</b></td>
      <td><Badge tone={tone} icon={icon}>{t[apiKey.state]}</Badge></td>
      <td>{names.unit(apiKey.unitId) ?? "—"}</td>
      <td><span className="uses">{apiKey.actions.map((action) => <Badge key={action}>{actionText(action, shown)}</Badge>)}</span></td>
      <td className="mono">{apiKey.addresses.length > 0 ? apiKey.addresses.join(" ") : <span className="dim">{t.any}</span>}</td>
      <td>{date(new Date(Date.parse(apiKey.expiresAt) - 1).toISOString())}</td>
      <td>{apiKey.lastUsedAt ? ago(apiKey.lastUsedAt) : <span className="dim">{t.never}</span>}</td>
      <td className="number">{apiKey.state === "active" && onRevoke && <Button onClick={onRevoke}>{t.revoke}</Button>}</td>
    </tr>
  );
}

function RevokeDialog({ apiKey, onClose }: { apiKey: APIKey; onClose: () => void }): ReactElement {
  const t = useTexts(keyTexts);
  const { isBusy, problem, run } = useSubmission();
  const revoke = () => run(async () => {
    await api("DELETE /v1/api-keys/{id}", { path: { id: apiKey.id } });
    changed("api-keys");
    tell(t.done);
    onClose();
  });
  return (
    <Dialog title={`${t.revoke}${colon()}${apiKey.name}`} onClose={onClose} action={{ label: t.revoke, danger: true, busy: isBusy, run: () => void revoke() }}>
      <Notice kind="warn">{t.revokeSure}</Notice>
      <FormProblem problem={problem} />
    </Dialog>
  );
}
