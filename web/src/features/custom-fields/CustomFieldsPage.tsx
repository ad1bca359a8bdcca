import { ReactElement, useState } from "react";
import type { CustomField } from "../../gen/api";
import { api } from "../../lib/http";
import { either, useTexts } from "../../lib/i18n";
import { useQuery } from "../../lib/query";
import { classes, useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Card, Page, PageHead } from "../../ui/Page";
import { Empty, Notice, Refusal, Skeleton } from "../../ui/State";
import { FieldDialog } from "./FieldDialog";
import { fieldKinds, fieldTexts } from "./texts";

/** The fields that customers have besides those of the program. */
export default function CustomFieldsPage(): ReactElement {
  const t = useTexts(fieldTexts);
  const [kind, classification] = [useWords(fieldKinds), useWords(classes)];
  const [editing, setEditing] = useState<CustomField | "new">();
  const found = useQuery(["custom-fields"], async () => (await api("GET /v1/custom-fields")).data);
  return (
    <Page>
      <PageHead title={t.title}><Button kind="primary" icon="plus" onClick={() => setEditing("new")}>{t.create}</Button></PageHead>
      <div className="page-body stack">
        <Notice>{t.about}</Notice>
        {found.problem && !found.value ? <Refusal problem={found.problem} again={found.again} />
          : !found.value ? <Skeleton />
            : found.value.length === 0 ? <Empty icon="text-cursor-input" title={t.none} />
              : (
                <Card flush>
                  <div className="table-scroll" tabIndex={0} role="region" aria-label={t.title}>
                    <table className="table">
                      <thead><tr>{[t.name, t.code, t.kind, t.class, t.validity, t.state].map((title) => <th key={title} scope="col">{title}</th>)}<th scope="col"><span className="sr">{t.actions}</span></th></tr></thead>
                      <tbody>
                        {found.value.map((field) => (
                          <tr key={field.id}>
                            <td><b>{either(field.nameZh ?? "", field.nameEn ?? "")}</b></td>
                            <td className="mono">{field.code}</td>
                            <td>{kind(field.kind)}{field.sealed && <> <Badge icon="lock">{t.sealedBadge}</Badge></>}{field.required && <> <Badge>{t.required}</Badge></>}</td>
                            <td>{classification(field.class)}</td>
                            <td className="dim">{field.validFrom || field.validUntil ? `${field.validFrom ?? ""} – ${field.validUntil ?? ""}` : t.always}</td>
                            <td><Badge tone={field.archived ? "plain" : "ok"}>{field.archived ? t.archived : t.active}</Badge></td>
                            <td className="number"><Button onClick={() => setEditing(field)}>{t.edit}</Button></td>
                          </tr>
                        ))}
                      </tbody>
                    </table>
                  </div>
                </Card>
              )}
      </div>
      {editing && <FieldDialog stored={editing === "new" ? undefined : editing} onClose={() => setEditing(undefined)} />}
    </Page>
  );
}
