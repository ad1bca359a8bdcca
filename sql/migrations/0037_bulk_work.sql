-- Work on many customers at once: what is to be done with each stands in a row, and what came of it. A job does it, as the person who
-- asked, with the rights that he has when it runs.

create table app.bulk_action (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null constraint bulk_action_kind check (kind ~ '^[a-z][a-z_]{1,39}$'),
  -- Whom a hand-over is from.
  subject_id uuid,
  -- How it was planned: words, ids and numbers.
  parameters jsonb not null constraint bulk_action_size check (pg_column_size(parameters) <= 16384),
  -- The action that this one takes back.
  undoes_id uuid,
  reason text constraint bulk_action_reason check (length(reason) <= 200),
  state text not null constraint bulk_action_state check (state in ('waiting', 'running', 'done', 'cancelled', 'failed')),
  total int not null constraint bulk_action_total check (total >= 0),
  done_count int not null default 0,
  refused_count int not null default 0,
  created_at timestamptz not null,
  created_by uuid not null,
  finished_at timestamptz,
  error text,
  version bigint not null default 1,
  primary key (tenant_id, id),
  constraint bulk_action_finished check ((state in ('done', 'cancelled', 'failed')) = (finished_at is not null)),
  constraint bulk_action_by foreign key (tenant_id, created_by) references app.user_account (tenant_id, id),
  constraint bulk_action_subject foreign key (tenant_id, subject_id) references app.user_account (tenant_id, id),
  constraint bulk_action_undoes foreign key (tenant_id, undoes_id) references app.bulk_action (tenant_id, id)
);
create index bulk_action_by_person on app.bulk_action (tenant_id, created_by, id);
create index bulk_action_by_kind on app.bulk_action (tenant_id, kind, id);
create unique index bulk_action_undone_once on app.bulk_action (tenant_id, undoes_id) where undoes_id is not null;
call priv.arm('app.bulk_action', null);
call priv.classify('app.bulk_action', 'C1', array['tenant_id', 'id', 'kind', 'subject_id', 'parameters', 'undoes_id', 'reason', 'state',
  'total', 'done_count', 'refused_count', 'created_at', 'created_by', 'finished_at', 'error', 'version']);
grant select, insert on app.bulk_action to peony_app;
grant update (state, done_count, refused_count, finished_at, error, version) on app.bulk_action to peony_app;

-- lane: the kind of work; object_id: what it is done to. to_id and word: what it becomes; before: what it was, for taking it back. Ids and
-- words, no values of a person.
create table app.bulk_action_row (
  tenant_id uuid not null,
  action_id uuid not null,
  position int not null,
  lane text not null constraint bulk_action_row_lane check (lane ~ '^[a-z][a-z_]{1,39}$'),
  object_id uuid not null,
  to_id uuid,
  word text constraint bulk_action_row_word check (length(word) <= 63),
  before jsonb,
  outcome text not null default 'waiting'
    constraint bulk_action_row_outcome check (outcome in ('waiting', 'done', 'unchanged', 'refused', 'cancelled')),
  code text,
  primary key (tenant_id, action_id, position),
  constraint bulk_action_row_action foreign key (tenant_id, action_id) references app.bulk_action (tenant_id, id)
);
create index bulk_action_row_by_outcome on app.bulk_action_row (tenant_id, action_id, outcome, position);
call priv.arm('app.bulk_action_row', null);
call priv.classify('app.bulk_action_row', 'C1', array['tenant_id', 'action_id', 'position', 'lane', 'object_id', 'to_id', 'word', 'before',
  'outcome', 'code']);
grant select, insert on app.bulk_action_row to peony_app;
grant update (before, outcome, code) on app.bulk_action_row to peony_app;
