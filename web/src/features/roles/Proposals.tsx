import type { ReactElement } from "react";
import type { RoleProposal, RoleWithContent } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { moment } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useQuery } from "../../lib/query";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Empty, Refusal, Skeleton } from "../../ui/State";
import type { Catalog } from "./content";
import { roleTexts } from "./texts";

export function Proposals({ role, onOpen }: { role: RoleWithContent; catalog: Catalog; onOpen: (proposal: RoleProposal) => void }): ReactElement {
  const t = useTexts(roleTexts);
  const names = useDirectory();
  const found = useQuery(["proposals", role.id], () => api("GET /v1/roles/{id}/proposals", { path: { id: role.id } }));
  if (found.problem) return <Refusal problem={found.problem} again={found.again} />;
  if (!found.value) return <Skeleton />;
  if (found.value.data.length === 0) return <Empty icon="git-compare" title={t.noProposals}>{t.noProposalsHelp}</Empty>;
  const states = { proposed: ["warn", "clock", t.stateProposed], published: ["ok", "badge-check", t.statePublished], withdrawn: ["plain", "undo-2", t.stateWithdrawn] } as const;
  return (
    <div className="page-body">
      <ul className="list">
        {found.value.data.map((proposal) => {
          const [tone, icon, name] = states[proposal.state];
          return (
            <li key={proposal.id}>
              <Badge tone={tone} icon={icon}>{name}</Badge>
              <span className="grow">{t.by(names.person(proposal.proposedBy) ?? "—", moment(proposal.createdAt))}</span>
              <Button onClick={() => onOpen(proposal)}>{t.reviewTitle}</Button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
