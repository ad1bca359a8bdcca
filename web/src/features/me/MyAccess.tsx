import type { ReactElement } from "react";
import { useDirectory } from "../../lib/directory";
import { comma, dictionary, language, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { useStore } from "../../lib/store";
import { targetText } from "../../lib/fieldWords";
import { levelWords, usages, useWords } from "../../lib/spoken";
import { actionText } from "../../lib/words";
import { Badge } from "../../ui/Badge";
import { Card } from "../../ui/Page";

const texts = dictionary({
  title: ["我的权限", "What I may do"],
  actions: ["可做的操作", "Actions"],
  fields: ["客户资料字段", "Fields of a customer"],
  field: ["字段", "Field"],
  level: ["可见程度", "Level"],
  uses: ["用途", "Uses"],
  everywhere: ["全部机构", "everywhere"],
});

/** One's own rights, as the server gave them: what one asks for first when something is not there. */
export function MyAccess(): ReactElement {
  const t = useTexts(texts);
  const shown = useStore(language);
  const rights = useRights();
  const names = useDirectory();
  const [level, usage] = [useWords(levelWords), useWords(usages)];
  const fields = Object.keys(rights.me.resources["customer"]?.[0]?.fields ?? {}).filter((field) => rights.sees("customer", field));
  const where = (branches: string[] | null) => (branches === null ? t.everywhere : branches.map((id) => names.unit(id) ?? "—").join(comma()));
  return (
    <Card title={t.title}>
      <div className="stack">
        <h3>{t.actions}</h3>
        <div className="row row-wrap" style={{ gap: 6 }}>
          {rights.me.permissions.map((permission) => <span key={permission.action} title={where(permission.branches)}><Badge icon="check">{actionText(permission.action, shown)}</Badge></span>)}
        </div>
        {fields.length > 0 && (
          <>
            <h3>{t.fields}</h3>
            <table className="table">
              <thead><tr><th scope="col">{t.field}</th><th scope="col">{t.level}</th><th scope="col">{t.uses}</th></tr></thead>
              <tbody>
                {fields.map((field) => {
                  const right = rights.on("customer", field);
                  return (
                    <tr key={field}>
                      <td>{targetText("customer." + field, shown)}</td>
                      <td><span className={`level level-${right.level}`}><i aria-hidden="true" />{level(right.level)}</span></td>
                      <td><span className="uses">{right.uses.map((use) => <Badge key={use}>{usage(use)}</Badge>)}</span></td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </>
        )}
      </div>
    </Card>
  );
}
