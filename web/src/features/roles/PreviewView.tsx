import { ReactElement, useState } from "react";
import { roleName, usePeople, useRoles, useDirectory } from "../../lib/directory";
import { api } from "../../lib/http";
import { language, semicolon, useTexts } from "../../lib/i18n";
import type { FieldRight } from "../../lib/me";
import { useQuery } from "../../lib/query";
import { setQuery, usePlace } from "../../lib/router";
import { useStore } from "../../lib/store";
import { targetText } from "../../lib/fieldWords";
import { levelWords, scopes, usages, useWords } from "../../lib/spoken";
import { actionText, resources } from "../../lib/words";
import { Badge } from "../../ui/Badge";
import { Combobox } from "../../ui/Combobox";
import { SelectField } from "../../ui/Field";
import { Card } from "../../ui/Page";
import { Empty, Notice, Refusal, Skeleton } from "../../ui/State";
import type { Catalog } from "./content";
import { roleTexts } from "./texts";

interface Source { grantId: string; roleCode: string; unitId: string }
interface Preview {
  complete: boolean;
  sees: boolean;
  actions: { action: string; grants: Source[] }[];
  rows: (Source & { rowScope: string })[];
  fields: (FieldRight & { field: string; class: string; grants: Source[] })[];
}

/** What somebody really sees and may do, and which grant it comes from. */
export function PreviewView({ catalog }: { catalog: Catalog }): ReactElement {
  const t = useTexts(roleTexts);
  const { query } = usePlace();
  const people = usePeople().value ?? [];
  const resourceName = useWords(resources);
  const [resource, setResource] = useState(catalog.resources[0]?.resource ?? "customer");
  const userId = query.get("person") ?? "";
  const found = useQuery<Preview>(userId ? ["preview", userId, resource] : undefined, async () =>
    (await api("POST /v1/access/preview", { body: { userId, resource } })) as unknown as Preview);
  const option = (person: { id: string; displayName: string; userName?: string }) => ({ value: person.id, label: person.displayName, ...(person.userName ? { detail: person.userName } : {}) });
  const chosen = people.find((person) => person.id === userId);
  const search = async (text: string) => people.filter((person) => `${person.displayName} ${person.userName ?? ""}`.includes(text.trim())).slice(0, 30).map(option);
  return (
    <div className="page-body" style={{ paddingTop: 16 }}>
      <div className="stack" style={{ maxWidth: 980 }}>
        <div className="form-grid">
          <Combobox label={t.person} value={chosen && option(chosen)} onValue={(next) => setQuery({ person: next?.value })} search={search} />
          <SelectField label={t.resource} value={resource} onValue={setResource} choices={catalog.resources.map((one) => ({ value: one.resource, label: resourceName(one.resource) }))} />
        </div>
        {!userId ? <Empty icon="scan-eye" title={t.preview}>{t.previewHelp}</Empty>
          : found.problem ? <Refusal problem={found.problem} again={found.again} />
            : !found.value ? <Skeleton /> : <PreviewResult preview={found.value} resource={resource} />}
      </div>
    </div>
  );
}

function PreviewResult({ preview, resource }: { preview: Preview; resource: string }): ReactElement {
  const t = useTexts(roleTexts);
  const shown = useStore(language);
  const [level, usage, scope] = [useWords(levelWords), useWords(usages), useWords(scopes)];
  const names = useDirectory();
  const roles = useRoles().value ?? [];
  const source = (grant: Source) => {
    const role = roles.find((one) => one.code === grant.roleCode);
    return `${role ? roleName(role) : grant.roleCode} · ${names.unit(grant.unitId) ?? "—"}`;
  };
  return (
    <>
      {!preview.complete && <Notice kind="warn">{t.incomplete}</Notice>}
      {!preview.sees && <Notice kind="info">{t.seesNothing}</Notice>}
      <Card title={t.reach}><div className="row row-wrap">{preview.rows.map((row) => <Badge key={row.grantId} tone="brand">{source(row)} · {scope(row.rowScope)}</Badge>)}</div></Card>
      <Card title={t.may}><div className="row row-wrap">{preview.actions.map((one) => <Badge key={one.action} icon="check">{actionText(one.action, shown)}</Badge>)}</div></Card>
      <Card title={t.fields} flush>
        <table className="table">
          <thead><tr><th scope="col">{t.field}</th><th scope="col">{t.level}</th><th scope="col">{t.uses}</th><th scope="col">{t.from}</th></tr></thead>
          <tbody>
            {preview.fields.map((field) => (
              <tr key={field.field}>
                <td>{targetText(`${resource}.${field.field}`, shown)} <span className="dim small">{field.class}</span></td>
                <td><span className={`level level-${field.level}`}><i aria-hidden="true" />{level(field.level)}</span></td>
                <td><span className="uses">{field.uses.map((use) => <Badge key={use}>{usage(use)}</Badge>)}</span></td>
                <td className="small dim">{field.grants.map(source).join(semicolon())}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
    </>
  );
}
