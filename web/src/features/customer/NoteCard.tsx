import { ReactElement, useState } from "react";
import type { Note } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { moment } from "../../lib/format";
import { api, Problem } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { useMe, useRights } from "../../lib/me";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Avatar, Badge } from "../../ui/Badge";
import { Button, IconButton } from "../../ui/Button";
import { AreaField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { NoteConflictDialog } from "./NoteConflictDialog";
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
  // The note as it was when the pen was taken up: what is sent answers to that one, whatever has come to the list since.
  const [opened, setOpened] = useState<Note>(note);
  const [theirs, setTheirs] = useState<Note>();
  const before = mentionsOf((body === undefined ? note : opened).mentions);
  // Undefined until somebody chooses: whom nobody touched is not sent, so that a corrected word is refused for no old mention and drops none out of sight.
  const [mentions, setMentions] = useState<readonly string[]>();
  const { isBusy, problem, run, clear } = useSubmission();
  const mention = (people: readonly string[]) => {
    clear();
    setMentions(people);
  };
  const author = names.person(note.authorId) ?? "—";
  const isMine = note.authorId === me.user.id && rights.may("update.note") && !note.correctsId;
  const save = (over: Note = opened) => run(async () => {
    const written = { body: body ?? "", ...(mentions ? { mentions: [...mentions] } : {}) };
    try {
      const saved = await api("PATCH /v1/notes/{id}", { path: { id: note.id ?? "" }, version: over.version ?? 0, body: written });
      finish(saved);
      tell(t.saved);
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 412) throw error;
      // A conflict is no refusal: both texts are shown, and whoever wrote chooses.
      setTheirs(await api("GET /v1/notes/{id}", { path: { id: note.id ?? "" } }));
    }
  });
  const finish = (next: Note) => {
    onChanged(next);
    setBody(undefined);
    setTheirs(undefined);
  };
  const edit = () => {
    setOpened(note);
    setBody(note.body ?? "");
    setMentions(undefined);
  };
  return (
    <article className="note">
      <div className="note-head">
        <Avatar name={author} size="small" /><b>{author}</b><span>{moment(note.createdAt)}</span>
        {note.updatedAt !== note.createdAt && <span>· {t.changed(moment(note.updatedAt))}</span>}
        {note.correctsId && <Badge>{t.correction}</Badge>}
        <span className="grow" />
        {isMine && body === undefined && <IconButton icon="pencil" label={t.edit} onClick={edit} />}
      </div>
      {body === undefined ? <><div className="prewrap">{note.body}</div><MentionList people={before} /></> : (
        <div className="stack">
          <AreaField label={t.body} value={body} maxLength={4000} onValue={setBody} error={problem?.of("body")} />
          <MentionPicker chosen={mentions ?? before} onChosen={mention} refused={problem?.places("mentions") ?? []} />
          <FormProblem problem={problem} fields={["body", "mentions"]} />
          {theirs && (
            <NoteConflictDialog
              theirs={theirs} mine={body} isBusy={isBusy} onClose={() => setTheirs(undefined)} onTheirs={() => finish(theirs)}
              onMine={() => {
                setOpened(theirs);
                setTheirs(undefined);
                void save(theirs);
              }}
            />
          )}
          <div className="row"><span className="grow" /><Button onClick={() => setBody(undefined)}>{t.cancel}</Button><Button kind="primary" writes busy={isBusy} onClick={() => void save()}>{t.save}</Button></div>
        </div>
      )}
    </article>
  );
}
