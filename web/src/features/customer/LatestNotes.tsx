import type { ReactElement } from "react";
import type { Customer } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { moment } from "../../lib/format";
import { api } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { useQuery } from "../../lib/query";
import { Link } from "../../lib/router";
import { Card } from "../../ui/Page";

const texts = dictionary({ title: ["最近沟通", "Latest notes"], all: ["全部", "All"], none: ["还没有记录", "No notes yet"] });

export function LatestNotes({ customer }: { customer: Customer }): ReactElement {
  const t = useTexts(texts);
  const id = customer.id ?? "";
  const names = useDirectory();
  const notes = useQuery(["notes", id, "latest"], () => api("GET /v1/customers/{id}/notes", { path: { id }, query: { limit: 3 } })).value?.data ?? [];
  return (
    <Card title={t.title} actions={<Link to={`/customers/${id}?tab=notes`}>{t.all}</Link>}>
      {notes.length === 0 && <p className="dim">{t.none}</p>}
      <div className="stack">
        {notes.map((note) => (
          <div key={note.id}>
            <div className="small dim">{names.person(note.authorId) ?? "—"} · {moment(note.createdAt)}</div>
            <div className="prewrap">{note.body}</div>
          </div>
        ))}
      </div>
    </Card>
  );
}
