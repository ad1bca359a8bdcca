import { ReactElement, useState } from "react";
import { useRoles, roleName } from "../../lib/directory";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { useQuery } from "../../lib/query";
import { go, setQuery, usePlace } from "../../lib/router";
import { useStore } from "../../lib/store";
import type { PageProps } from "../../app/routes";
import { Button } from "../../ui/Button";
import { Page, PageHead } from "../../ui/Page";
import { Refusal, Skeleton } from "../../ui/State";
import { ViewTabs } from "../../ui/Tabs";
import { CompareView } from "./CompareView";
import type { Catalog } from "./content";
import { NewRoleDialog } from "./NewRoleDialog";
import { PreviewView } from "./PreviewView";
import { RoleView } from "./RoleView";
import { roleTexts } from "./texts";

/** Who may see and do what: roles, their difference, and what somebody really sees. */
export default function RolesPage({ parameters }: PageProps): ReactElement {
  const t = useTexts(roleTexts);
  const rights = useRights();
  const { query } = usePlace();
  const shown = useStore(language);
  const [isMaking, setMaking] = useState(false);
  const roles = useRoles();
  const catalog = useQuery<Catalog>(["permissions", shown], async () => (await api("GET /v1/permissions")) as unknown as Catalog);
  const view = query.get("view") ?? "roles";
  const tabs = [{ id: "roles", label: t.roles }, { id: "compare", label: t.compare }, ...(rights.may("preview.access") ? [{ id: "preview", label: t.preview }] : [])];
  const problem = roles.problem ?? catalog.problem;
  const current = parameters["id"] ?? roles.value?.[0]?.id;
  return (
    <Page>
      <PageHead title={t.title}>
        {rights.may("create.role") && <Button kind="primary" icon="plus" onClick={() => setMaking(true)}>{t.newRole}</Button>}
      </PageHead>
      <ViewTabs label={t.views} tabs={tabs} value={view} onValue={(next) => setQuery({ view: next === "roles" ? undefined : next })} />
      {problem ? <Refusal problem={problem} again={roles.again} />
        : !roles.value || !catalog.value ? <Skeleton />
          : view === "compare" ? <CompareView roles={roles.value} />
            : view === "preview" ? <PreviewView catalog={catalog.value} />
              : (
                <div className="role-split">
                  <nav className="role-list" aria-label={t.roles}>
                    {[true, false].map((builtIn) => {
                      const group = roles.value?.filter((role) => role.builtIn === builtIn) ?? [];
                      return group.length > 0 && (
                        <div key={String(builtIn)} className="side-group">
                          <div className="side-title">{builtIn ? t.builtIn : t.custom}</div>
                          {group.map((role) => (
                            <button key={role.id} type="button" className="side-link" aria-current={role.id === current ? "true" : undefined} onClick={() => go(`/roles/${role.id}`)}>
                              <span className="clip">{roleName(role)}</span>
                            </button>
                          ))}
                        </div>
                      );
                    })}
                  </nav>
                  {current && <RoleView key={current} id={current} catalog={catalog.value} />}
                </div>
              )}
      {isMaking && roles.value && <NewRoleDialog roles={roles.value} onClose={() => setMaking(false)} />}
    </Page>
  );
}
