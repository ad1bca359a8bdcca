import type { ReactElement } from "react";
import { moment } from "../../lib/format";
import { api } from "../../lib/http";
import { either, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { cache, useQuery } from "../../lib/query";
import { Link } from "../../lib/router";
import { Badge } from "../../ui/Badge";
import { Card } from "../../ui/Page";
import { Refusal, Skeleton } from "../../ui/State";
import { Figure, NumbersForm } from "./NumbersForm";
import { policyTexts } from "./texts";
import { useWords } from "../../lib/spoken";
import { resources } from "../../lib/words";

const key = ["privacy-settings"];
const names = ["requestWorkingDays", "requestDays", "consentYears", "medicalYears", "requestYears"] as const;

/** How long requests may take and records are kept, what the law says of it, and what is late. */
export function PrivacyCard(): ReactElement {
  const t = useTexts(policyTexts);
  const rights = useRights();
  const found = useQuery(key, () => api("GET /v1/privacy/settings"));
  const stored = found.value;
  const numbers = stored && names.map((name) => ({ name, ...stored[name] }));
  const figures: Figure[] = (numbers ?? []).map(({ name, labelZh, labelEn, least, most }) => ({ name, label: either(labelZh, labelEn), from: least, to: most }));
  return (
    <Card title={t.privacy} wide>
      <div className="stack stack-loose">
        <p className="dim">{t.privacyAbout}</p>
        {found.problem && !found.value ? <Refusal problem={found.problem} again={found.again} />
          : !found.value || !numbers ? <Skeleton lines={4} />
            : (
              <NumbersForm
                key={found.value.version} figures={figures} stored={Object.fromEntries(numbers.map(({ name, value }) => [name, value]))} mayChange={rights.may("update.privacy")} reload={found.again}
                save={async (changes) => {
                  cache.set(key, await api("PATCH /v1/privacy/settings", { version: found.value?.version ?? 0, body: changes }));
                  cache.invalidate(["retention-rules"]);
                }}
              />
            )}
        <RetentionRules />
        <Overdue />
      </div>
    </Card>
  );
}

function RetentionRules(): ReactElement {
  const t = useTexts(policyTexts);
  const kept = useKeptName();
  const found = useQuery(["retention-rules"], async () => (await api("GET /v1/privacy/retention-rules")).data);
  return (
    <section>
      <h3>{t.retention}</h3>
      {found.problem && !found.value ? <Refusal problem={found.problem} again={found.again} /> : !found.value ? <Skeleton lines={3} /> : (
        <div className="table-scroll">
          <table className="table">
            <thead><tr><th scope="col">{t.table}</th><th scope="col">{t.years}</th><th scope="col">{t.law}</th></tr></thead>
            <tbody>
              {found.value.map((rule) => (
                <tr key={`${rule.table}/${rule.since}`}>
                  <td>{kept(rule.table)}</td>
                  <td>{t.yearsOf(rule.years ?? 0)}<span className="dim small">　{t.least(rule.leastYears ?? 0)}</span></td>
                  <td>{either(rule.lawZh ?? "", rule.lawEn ?? "")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Overdue(): ReactElement {
  const t = useTexts(policyTexts);
  const kept = useKeptName();
  const found = useQuery(["overdue"], () => api("GET /v1/privacy/overdue"));
  if (!found.value) return found.problem ? <Refusal problem={found.problem} again={found.again} /> : <Skeleton lines={2} />;
  const waiting = (found.value.retention ?? []).filter((one) => (one.count ?? 0) > 0);
  const late = found.value.requests ?? [];
  return (
    <section>
      <h3>{t.overdue}</h3>
      {late.length + waiting.length === 0 ? <p className="dim">{t.nothingOverdue}</p> : (
        <ul className="stack">
          {late.map((one) => (
            <li key={one.id} className="row row-wrap">
              <Badge tone="bad" icon="clock">{t.late(one.daysLate ?? 0)}</Badge><Link to={`/requests?peek=${one.id}`}>{t.request(one.number ?? 0)}</Link><span className="dim">{moment(one.dueAt)}</span>
            </li>
          ))}
          {waiting.map((one) => (
            <li key={one.what} className="row row-wrap"><Badge tone="warn" icon="clock">{t.waiting(one.count ?? 0)}</Badge><span>{kept(one.what)}</span></li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What is kept, `app.consent`, in words. */
function useKeptName(): (table: string | null | undefined) => string {
  const name = useWords(resources);
  return (table) => name((table ?? "").replace(/^app\./, ""));
}
