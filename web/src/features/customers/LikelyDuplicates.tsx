import { ReactElement, useEffect, useState } from "react";
import type { DuplicateMatches } from "../../gen/api";
import { evidenceWords } from "../../lib/evidence";
import { api } from "../../lib/http";
import { comma, dictionary, useTexts } from "../../lib/i18n";
import { Link } from "../../lib/router";
import { useWords } from "../../lib/spoken";
import { Notice } from "../../ui/State";
import type { CustomerForm } from "../customer/form";
import { telling } from "./telling";

const texts = dictionary({
  known: ["可能已经建过档：", "There may be a record already:"],
  elsewhere: [(branch: string) => `${branch} 的客户`, (branch: string) => `a customer of ${branch}`],
  unseen: ["您看不到的客户", "a customer whom you do not see"],
});

type Match = DuplicateMatches["matches"][number];

/** Who the person that is being entered may be already. */
export function LikelyDuplicates({ matches }: { matches: readonly Match[] }): ReactElement | null {
  const t = useTexts(texts);
  const name = useWords(evidenceWords);
  if (matches.length === 0) return null;
  return (
    <Notice kind="warn" live>
      {t.known}
      <ul className="stack">
        {matches.map((match, index) => {
          const customer = match.customer as { id?: string; name?: string; number?: number } | undefined;
          return (
            <li key={customer?.id ?? index} className="row row-wrap">
              {customer?.id ? <Link to={`/customers/${customer.id}`}>{customer.name} #{customer.number}</Link> : <b>{match.ownedBy ? t.elsewhere(match.ownedBy.branchName) : t.unseen}</b>}
              <span className="dim">{match.evidence.map(name).join(comma())}</span>
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}

/** Asks a moment after the last stroke, and once for the same words. */
export function useDuplicates(form: CustomerForm): readonly Match[] {
  const [matches, setMatches] = useState<readonly Match[]>([]);
  const said = JSON.stringify(telling(form) ?? null);
  useEffect(() => {
    const body = JSON.parse(said) as Record<string, string> | null;
    setMatches([]);
    if (!body) return undefined;
    const asked = new AbortController();
    const timer = setTimeout(() => {
      // A number that is none is said by the form when it is sent; here nobody is found by it.
      api("POST /v1/customers/duplicate-checks", { body, signal: asked.signal }).then((found) => setMatches(found.matches), () => undefined);
    }, 700);
    return () => {
      clearTimeout(timer);
      asked.abort();
    };
  }, [said]);
  return matches;
}
