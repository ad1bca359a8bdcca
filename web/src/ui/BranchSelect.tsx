import type { ReactElement } from "react";
import { dictionary, useTexts } from "../lib/i18n";

const texts = dictionary({ branch: ["院区", "Branch"] });

/** The branch that a page is about; nothing to choose for who works in one. */
export function BranchSelect({ branches, value, onValue }: { branches: readonly { id: string; name: string }[]; value: string | undefined; onValue: (id: string) => void }): ReactElement | null {
  const t = useTexts(texts);
  if (branches.length < 2) return null;
  return (
    <label className="branch-select"><span className="sr">{t.branch}</span>
      <select className="input" value={value} onChange={(event) => onValue(event.target.value)}>
        {branches.map((branch) => <option key={branch.id} value={branch.id}>{branch.name}</option>)}
      </select>
    </label>
  );
}
