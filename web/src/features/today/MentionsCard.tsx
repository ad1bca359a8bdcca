import type { ReactElement } from "react";
import { useCustomerNumbers } from "../../lib/customers";
import { useDirectory } from "../../lib/directory";
import { ago } from "../../lib/format";
import { dictionary, useTexts } from "../../lib/i18n";
import { markRead, useUnreadMentions } from "../../lib/mentions";
import { Link } from "../../lib/router";
import { useSubmission } from "../../lib/submit";
import { Avatar } from "../../ui/Badge";
import { Button, IconButton } from "../../ui/Button";
import { Card } from "../../ui/Page";
import { FormProblem } from "../../ui/State";

const texts = dictionary({
  title: ["提醒我的记录", "Notes that mention me"],
  none: ["没有未读的提醒", "Nothing unread"],
  all: ["全部已读", "Mark all as read"],
  read: ["已读", "Mark as read"],
  customer: ["客户", "Customer"],
});

/** What colleagues wrote for one to read; it goes when it was read. */
export function MentionsCard(): ReactElement {
  const t = useTexts(texts);
  const names = useDirectory();
  const found = useUnreadMentions();
  const mentions = found.value?.data ?? [];
  const numbers = useCustomerNumbers(mentions.map((mention) => mention.note.customerId));
  const { isBusy, problem, run } = useSubmission();
  const read = (notes: readonly (string | null | undefined)[]) => void run(() => markRead(notes));
  const all = mentions.length > 1 && <Button kind="quiet" writes busy={isBusy} onClick={() => read(mentions.map((mention) => mention.note.id))}>{t.all}</Button>;
  return (
    <Card title={t.title} wide flush actions={all}>
      <FormProblem problem={problem} fields={[]} />
      <ul className="list">
        {found.value && mentions.length === 0 && <li className="dim">{t.none}</li>}
        {mentions.map(({ note, mentionedAt }) => {
          const author = names.person(note.authorId) ?? "—";
          const number = numbers.get(note.customerId ?? "");
          return (
            <li key={note.id}>
              <Avatar name={author} size="small" /><b>{author}</b>
              <Link to={`/customers/${note.customerId}?tab=notes`}>{number === undefined ? t.customer : `#${number}`}</Link>
              <span className="grow clip">{note.body}</span>
              <span className="dim small">{ago(mentionedAt)}</span>
              <IconButton icon="check" label={t.read} writes busy={isBusy} onClick={() => read([note.id])} />
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
