import { ReactElement, useState } from "react";
import type { Note } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { moment } from "../../lib/format";
import { api } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { useMe, useRights } from "../../lib/me";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Avatar, Badge } from "../../ui/Badge";
import { Button, IconButton } from "../../ui/Button";
import { AreaField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { MentionList, MentionPicker, mentionsOf } from "./Mentions";

const texts = dictionary({
  edit: ["修改记录", "Edit note"],
  body: ["记录内容", "Text"],
  save: ["保存", "Save"],
  cancel: ["取消", "Cancel"],
  saved: ["已保存", "Saved"],
  correction: ["更正", "Correction"],
  changed: [(at: string) => `${at} 修改过`, (at: string) => `changed ${at}`],
});

/** A note; its author may change it. */
export function NoteCard({ note, onChanged }: { note: Note; onChanged: (note: Note) => void }): ReactElement {
  const t = useTexts(texts);
  const me = useMe();
  const rights = useRights();
  const names = useDirectory();
  const [body, setBody] = useState<string>();
  const before = mentionsOf(note.mentions);
  // Undefined until somebody chooses: whom nobody touched is not sent, so that a corrected word is refused for no old mention and drops none out of sight.
  const [mentions, setMentions] = useState<readonly string[]>();
  const { isBusy, problem, run, clear } = useSubmission();
  const mention = (people: readonly string[]) => {
    clear();
    setMentions(people);
  };
  const author = names.person(note.authorId) ?? "—";
  const isMine = note.authorId === me.user.id && rights.may("update.note") && !note.correctsId;
  const save = () => run(async () => {
    const saved = await api("PATCH /v1/notes/{id}", { path: { id: note.id ?? "" }, version: note.version ?? 0, body: { body: body ?? "", ...(mentions ? { mentions: [...mentions] } : {}) } });
    onChanged(saved);
    setBody(undefined);
    tell(t.saved);
  });
  return (
    <article className="note">
      <div className="note-head">
        <Avatar name={author} size="small" /><b>{author}</b><span>{moment(note.createdAt)}</span>
        {note.updatedAt !== note.createdAt && <span>· {t.changed(moment(note.updatedAt))}</span>}
        {note.correctsId && <Badge>{t.correction}</Badge>}
        <span className="grow" />
        {isMine && body === undefined && <IconButton icon="pencil" label={t.edit} onClick={() => { setBody(note.body ?? ""); setMentions(undefined); }} />}
      </div>
      {body === undefined ? <><div className="prewrap">{note.body}</div><MentionList people={before} /></> : (
        <div className="stack">
          <AreaField label={t.body} value={body} maxLength={4000} onValue={setBody} error={problem?.of("body")} />
          <MentionPicker chosen={mentions ?? before} onChosen={mention} refused={problem?.places("mentions") ?? []} />
          <FormProblem problem={problem} fields={["body", "mentions"]} />
          <div className="row"><span className="grow" /><Button onClick={() => setBody(undefined)}>{t.cancel}</Button><Button kind="primary" writes busy={isBusy} onClick={() => void save()}>{t.save}</Button></div>
        </div>
      )}
    </article>
  );
}
