-- Notes that mention colleagues, and notes that correct what stands in the timeline.

-- Whom a note is meant for: the colleague finds it in his list until he has read it. A row says nothing of the customer; whoever may no longer
-- read the note no longer sees that he was mentioned, because the note is read with it.

create table app.note_mention (
  tenant_id uuid not null,
  user_id uuid not null,
  note_id uuid not null,
  mentioned_at timestamptz not null,
  read_at timestamptz,
  -- Somebody's own, newest note first.
  primary key (tenant_id, user_id, note_id),
  constraint note_mention_note foreign key (tenant_id, note_id) references app.customer_note (tenant_id, id),
  constraint note_mention_user foreign key (tenant_id, user_id) references app.user_account (tenant_id, id)
);
create index note_mention_by_note on app.note_mention (tenant_id, note_id, user_id);
create index note_mention_unread on app.note_mention (tenant_id, user_id, note_id) where read_at is null;
call priv.arm('app.note_mention', null);
call priv.classify('app.note_mention', 'C1', array['tenant_id', 'user_id', 'note_id', 'mentioned_at', 'read_at']);
-- A name that was taken back by the note's author is gone; the trail keeps it.
grant select, insert, delete on app.note_mention to peony_app;
grant update (read_at) on app.note_mention to peony_app;

-- A correction is a note that never changes, and a further event of the timeline; the event that it corrects stays as it is. No foreign key: an
-- event's key begins with its customer, and both move with him when he is merged.
alter table app.customer_note add column corrects_id uuid;
call priv.classify('app.customer_note', 'C1', array['corrects_id']);
