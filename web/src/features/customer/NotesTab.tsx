import { FormEvent, ReactElement, useEffect, useState } from "react";
import type { Customer, Note } from "../../gen/api";
import { draftOf, keepDraft } from "../../lib/drafts";
import { api } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { markRead, useUnreadMentions } from "../../lib/mentions";
import { usePages } from "../../lib/pages";
import { cache } from "../../lib/query";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Button } from "../../ui/Button";
import { AreaField } from "../../ui/Field";
import { Card } from "../../ui/Page";
import { Empty, FormProblem, Refusal, Skeleton } from "../../ui/State";
import { MentionPicker } from "./Mentions";
import { NoteCard } from "./NoteCard";

const texts = dictionary({
  write: ["写记录", "Write a note"],
  hint: ["沟通内容、顾虑、约定。医疗内容请写进病历。", "What was said, worries, agreements. Medical matters belong in the chart."],
  save: ["保存记录", "Save note"],
  saved: ["记录已保存", "Note saved"],
  none: ["还没有沟通记录", "No notes yet"],
  noneHelp: ["第一次沟通后，把要点写在这里，同事会看到。", "Write down what matters after the first talk; colleagues will see it."],
  more: ["更早的记录", "Earlier notes"],
});

export function NotesTab({ customer }: { customer: Customer }): ReactElement {
  const t = useTexts(texts);
  const rights = useRights();
  const id = customer.id ?? "";
  const list = usePages<Note>(id, (cursor, signal) => api("GET /v1/customers/{id}/notes", { path: { id }, query: { limit: 50, cursor }, signal }));
  // What lies open before somebody is read.
  const unread = useUnreadMentions().value?.data ?? [];
  const seen = unread.map((mention) => mention.note.id).filter((note) => list.rows.some((row) => row.id === note)).join(",");
  useEffect(() => {
    if (seen !== "") void markRead(seen.split(",")).catch(() => undefined);
  }, [seen]);
  const written = () => {
    cache.invalidate(["notes", id]);
    cache.invalidate(["timeline", id]);
    list.again();
  };
  return (
    <div className="stack" style={{ maxWidth: 860 }}>
      {rights.may("create.note", customer.homeBranchId) && rights.maySet("note", "body", customer.homeBranchId) && <NewNote id={id} onWritten={written} />}
      {list.problem ? <Refusal problem={list.problem} again={list.again} />
        : list.isLoading && list.rows.length === 0 ? <Skeleton />
          : list.rows.length === 0 ? <Empty icon="message-square-text" title={t.none}>{t.noneHelp}</Empty>
            : list.rows.map((note) => <NoteCard key={note.id} note={note} onChanged={(next) => list.replace((one) => one.id === next.id, next)} />)}
      {list.hasMore && <div><Button icon="chevron-down" onClick={list.more}>{t.more}</Button></div>}
    </div>
  );
}

/** Kept while it is not saved, also when the page is left and come back to. */
function NewNote({ id, onWritten }: { id: string; onWritten: () => void }): ReactElement {
  const t = useTexts(texts);
  const [body, setBody] = useState(() => draftOf("note " + id));
  const [mentions, setMentions] = useState<readonly string[]>(() => draftOf("mentions " + id).split(",").filter(Boolean));
  const { isBusy, problem, run, clear } = useSubmission();
  const change = (text: string) => {
    setBody(text);
    keepDraft("note " + id, text);
  };
  const mention = (people: readonly string[]) => {
    clear();
    setMentions(people);
    keepDraft("mentions " + id, people.join(","));
  };
  const save = async (event?: FormEvent) => {
    event?.preventDefault();
    if (body.trim() === "") return;
    const isSaved = await run(async (key) => {
      await api("POST /v1/customers/{id}/notes", { path: { id }, key, body: { body, mentions: [...mentions] } });
    });
    if (!isSaved) return;
    change("");
    mention([]);
    tell(t.saved);
    onWritten();
  };
  return (
    <Card>
      <form className="stack" onSubmit={(event) => void save(event)}>
        <AreaField
          label={t.write} hint={t.hint} value={body} maxLength={4000} onValue={change} error={problem?.of("body")}
          onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && void save()}
        />
        <MentionPicker chosen={mentions} onChosen={mention} refused={problem?.places("mentions") ?? []} />
        <FormProblem problem={problem} fields={["body", "mentions"]} />
        <div className="row"><span className="grow" /><kbd>Ctrl Enter</kbd><Button type="submit" kind="primary" writes busy={isBusy} disabled={body.trim() === ""}>{t.save}</Button></div>
      </form>
    </Card>
  );
}
