import { ReactElement, useState } from "react";
import type { Customer } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { dictionary, useTexts } from "../../lib/i18n";
import { channels, customerFields, sexes, tiers, useWords } from "../../lib/spoken";
import { Dialog } from "../../ui/Dialog";
import { Segments } from "../../ui/Field";
import { Notice } from "../../ui/State";
import { conflictsOf, FormField } from "./form";

type Changes = Partial<Record<FormField, string | null>>;

const texts = dictionary({
  title: ["资料刚被别人改过", "Somebody else changed this"],
  clash: ["下面的字段两边都改了，请逐项选择。您的其他改动会一并保存。", "Both of you changed the fields below; choose for each. Your other changes are saved as well."],
  noClash: ["别人改的是其他字段，您的改动可以直接保存。", "They changed other fields; yours can be saved as they are."],
  field: ["项目", "Field"],
  theirs: ["对方", "Theirs"],
  mine: ["我的", "Mine"],
  keep: ["采用", "Keep"],
  save: ["按选择保存", "Save as chosen"],
});

/** Two people, one record: theirs and mine field by field. */
export function ConflictDialog({ base, theirs, mine, isBusy, onClose, onResolved }: { base: Customer; theirs: Customer; mine: Changes; isBusy: boolean; onClose: () => void; onResolved: (kept: Changes) => void }): ReactElement {
  const t = useTexts(texts);
  const label = useWords(customerFields);
  const read = useReadable();
  const clashes = conflictsOf(mine, base, theirs);
  const [kept, setKept] = useState<Record<string, string>>(() => Object.fromEntries(clashes.map((field) => [field, "mine"])));
  const resolve = () => onResolved(Object.fromEntries(Object.entries(mine).filter(([field]) => kept[field] !== "theirs")) as Changes);
  return (
    <Dialog title={t.title} wide onClose={onClose} action={{ label: t.save, run: resolve, busy: isBusy }}>
      <Notice kind="warn">{clashes.length > 0 ? t.clash : t.noClash}</Notice>
      {clashes.length > 0 && (
        <table className="diff">
          <thead><tr><th scope="col">{t.field}</th><th scope="col">{t.theirs}</th><th scope="col">{t.mine}</th><th scope="col">{t.keep}</th></tr></thead>
          <tbody>
            {clashes.map((field) => (
              <tr key={field}>
                <td>{label(field)}</td>
                <td>{read(field, theirs[field] ?? null)}</td>
                <td>{read(field, mine[field] ?? null)}</td>
                <td>
                  <Segments
                    label={label(field)} value={kept[field] ?? "mine"} onValue={(side) => setKept((now) => ({ ...now, [field]: side }))}
                    choices={[{ value: "theirs", label: t.theirs }, { value: "mine", label: t.mine }]}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Dialog>
  );
}

/** A value of a field as people read it. */
function useReadable(): (field: FormField, value: string | null) => string {
  const names = useDirectory();
  const [tier, sex, channel] = [useWords(tiers), useWords(sexes), useWords(channels)];
  return (field, value) => {
    if (!value) return "—";
    switch (field) {
      case "level": return tier(value);
      case "sex": return sex(value);
      case "sourceChannel": return channel(value);
      case "ownerId": return names.person(value) ?? "—";
      case "homeBranchId": return names.unit(value) ?? "—";
      default: return value;
    }
  };
}
