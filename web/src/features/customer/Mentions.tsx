import type { ReactElement } from "react";
import { useDirectory, usePeople } from "../../lib/directory";
import { comma, dictionary, useTexts } from "../../lib/i18n";
import { useMe, useRights } from "../../lib/me";
import { Badge } from "../../ui/Badge";
import { Combobox } from "../../ui/Combobox";
import { Icon } from "../../ui/Icon";

const texts = dictionary({
  mention: ["提醒同事", "Mention colleagues"],
  hint: ["同事会马上收到；只能提醒有权看这位客户记录的人。", "They are told at once. Only who may read this customer’s notes can be mentioned."],
  refused: [(names: string) => `${names} 看不到这位客户的记录，不能提醒`, (names: string) => `${names} may not read this customer’s notes`],
  drop: [(name: string) => `不提醒 ${name}`, (name: string) => `Do not mention ${name}`],
  somebody: ["同事", "a colleague"],
});

/** The most that a note mentions, as the server has it. */
const most = 20;

interface PickerProps {
  chosen: readonly string[];
  onChosen: (people: readonly string[]) => void;
  /** Places in `chosen` that the server refused. */
  refused: readonly number[];
}

/** Chooses colleagues for a note; who may read it is the server's to say. */
export function MentionPicker({ chosen, onChosen, refused }: PickerProps): ReactElement | null {
  const t = useTexts(texts);
  const me = useMe();
  const rights = useRights();
  const names = useDirectory();
  const people = (usePeople().value ?? []).filter((person) => person.state === "active" && person.id !== me.user.id && !chosen.includes(person.id));
  if (!rights.may("read.user")) return null;
  const name = (id: string | undefined) => names.person(id) ?? t.somebody;
  const search = async (text: string) => {
    const sought = text.trim().replace(/^@/, "").toLowerCase();
    return people
      .filter((person) => person.displayName.toLowerCase().includes(sought) || (person.userName ?? "").toLowerCase().includes(sought))
      .slice(0, 20).map((person) => ({ value: person.id, label: person.displayName, detail: person.userName }));
  };
  return (
    <div className="stack">
      {chosen.length < most && (
        <Combobox
          label={t.mention} hint={t.hint} value={undefined} search={search} onValue={(option) => option && onChosen([...chosen, option.value])}
          error={refused.length > 0 ? t.refused(refused.map((place) => name(chosen[place])).join(comma())) : undefined}
        />
      )}
      {chosen.length > 0 && (
        <div className="row row-wrap">
          {chosen.map((id) => (
            <span className="chip" key={id}>
              <span className="chip-main">@{name(id)}</span>
              <button type="button" className="chip-close" aria-label={t.drop(name(id))} onClick={() => onChosen(chosen.filter((one) => one !== id))}><Icon icon="x" /></button>
            </span>
          ))}
        </div>
      )}
    </div>
  );
}

/** Whom a note mentions. */
export function MentionList({ people }: { people: readonly string[] }): ReactElement | null {
  const t = useTexts(texts);
  const names = useDirectory();
  if (people.length === 0) return null;
  return <div className="row row-wrap note-mentions">{people.map((id) => <Badge key={id} tone="brand">@{names.person(id) ?? t.somebody}</Badge>)}</div>;
}

/** The ids in a note's field, which is a text where it is masked. */
export const mentionsOf = (value: string[] | string | null | undefined): readonly string[] => (Array.isArray(value) ? value : []);
