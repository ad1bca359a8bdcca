import { ReactElement, useState } from "react";
import type { Lead_rule as LeadRule } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { usePages } from "../../lib/pages";
import { channels, useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { Button, ButtonLink } from "../../ui/Button";
import { DataGrid } from "../../ui/DataGrid";
import { Page, PageHead } from "../../ui/Page";
import { Empty, Refusal, Skeleton } from "../../ui/State";
import { RuleDialog } from "./RuleDialog";
import { useServices } from "./services";
import { SettingsDialog } from "./SettingsDialog";
import { bases, leadTexts, rosterWords, ruleTexts, strategies } from "./words";

const order = ["project", "source", "region", "branch"];

/** The rules that give leads out, in the order in which they are asked. */
export default function LeadRulesPage(): ReactElement {
  const t = useTexts(ruleTexts);
  const words = useTexts(leadTexts);
  const rights = useRights();
  const names = useDirectory();
  const services = useServices();
  const [basis, strategy, roster, channel] = [useWords(bases), useWords(strategies), useWords(rosterWords), useWords(channels)];
  const [open, setOpen] = useState<LeadRule | "new" | "settings">();
  const list = usePages<LeadRule>("lead-rules", (cursor, signal) => api("GET /v1/lead-rules", { query: { limit: 200, cursor }, signal }), { topic: "lead_rule", id: (row) => row.id });
  const rows = [...list.rows].sort((one, other) => order.indexOf(one.basis ?? "") - order.indexOf(other.basis ?? "") || (one.position ?? 0) - (other.position ?? 0));
  const mayManage = rights.may("manage.lead_rule");
  const about = (rule: LeadRule) => [services.name(rule.serviceId), rule.sourceChannel && channel(rule.sourceChannel), rule.campaign].filter(Boolean).join(" · ") || t.any;
  return (
    <Page>
      <PageHead title={t.title} count={t.about}>
        <ButtonLink icon="arrow-left" to="/leads">{t.back}</ButtonLink>
        {rights.mayEverywhere("manage.lead_rule") && <Button icon="clock" onClick={() => setOpen("settings")}>{t.settings}</Button>}
        {mayManage && <Button kind="primary" icon="plus" onClick={() => setOpen("new")}>{t.create}</Button>}
      </PageHead>
      <div className="split">
        {list.problem && rows.length === 0 ? <div className="grow"><Refusal problem={list.problem} again={list.again} /></div>
          : list.isLoading && rows.length === 0 ? <div className="grow"><Skeleton /></div>
            : rows.length === 0 ? <div className="grow"><Empty icon="split" title={t.none}>{t.noneHelp}</Empty></div>
              : (
                <DataGrid
                  label={t.title} rows={rows} id={(row) => row.id ?? ""} onPeek={(row) => mayManage && setOpen(row)} rowHeight={44}
                  columns={[
                    { id: "basis", title: t.basis, width: "90px", cell: (row) => <Badge tone="info">{basis(row.basis)}</Badge> },
                    { id: "position", title: t.position, width: "70px", cell: (row) => String(row.position ?? 0) },
                    { id: "name", title: t.name, width: "minmax(120px, 1fr)", cell: (row) => <span className="row"><b className="clip">{row.name}</b>{row.state === "archived" && <Badge icon="archive">{t.archived}</Badge>}</span> },
                    { id: "unit", title: t.unit, width: "minmax(90px, .8fr)", cell: (row) => names.unit(row.unitId) ?? "—" },
                    { id: "what", title: words.wish, width: "minmax(120px, 1fr)", cell: about },
                    { id: "strategy", title: t.strategy, width: "110px", cell: (row) => strategy(row.strategy) },
                    { id: "roster", title: t.roster, width: "minmax(110px, .8fr)", cell: (row) => roster(row.roster) },
                  ]}
                />
              )}
      </div>
      {open === "settings" && <SettingsDialog onClose={() => setOpen(undefined)} />}
      {open && open !== "settings" && (
        <RuleDialog
          rule={open === "new" ? undefined : open} onClose={() => setOpen(undefined)} onSaved={() => {
            setOpen(undefined);
            list.again();
          }}
        />
      )}
    </Page>
  );
}
