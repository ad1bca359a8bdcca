-- What somebody has to do until when, about whom. Made by people, and by what happens to leads.

create table app.task (
  tenant_id uuid not null,
  id uuid not null,
  branch_id uuid not null,
  assignee_id uuid not null,
  kind text not null constraint task_kind check (kind in ('first_call', 'call_back', 'touch', 'follow_up', 'other')),
  -- What one made by a rule is called is said by its kind.
  title text constraint task_title check (length(title) between 1 and 200),
  lead_id uuid,
  customer_id uuid,
  due_at timestamptz not null,
  state text not null default 'open' constraint task_state check (state in ('open', 'done', 'cancelled')),
  postponed bigint not null default 0,
  postpone_reason text constraint task_postpone_reason check (length(postpone_reason) between 1 and 200),
  outcome text constraint task_outcome check (length(outcome) between 1 and 200),
  closed_at timestamptz,
  closed_by uuid,
  -- Null for one that a rule made.
  created_by uuid,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint task_closed check ((state = 'open') = (closed_at is null)),
  constraint task_branch foreign key (tenant_id, branch_id) references app.unit (tenant_id, id),
  constraint task_assignee foreign key (tenant_id, assignee_id) references app.user_account (tenant_id, id),
  constraint task_lead foreign key (tenant_id, lead_id) references app.lead (tenant_id, id),
  constraint task_customer foreign key (tenant_id, customer_id) references app.customer (tenant_id, id)
);
create index task_by_assignee on app.task (tenant_id, assignee_id, due_at, id);
create index task_by_branch on app.task (tenant_id, branch_id, due_at, id);
create index task_by_due on app.task (tenant_id, due_at, id);
create index task_by_lead on app.task (tenant_id, lead_id) where lead_id is not null;
create index task_by_customer on app.task (tenant_id, customer_id) where customer_id is not null;
-- A lead waits for one first call.
create unique index task_first_call_once on app.task (tenant_id, lead_id) where kind = 'first_call' and state = 'open';
call priv.arm('app.task', 'branch_id');
call priv.classify('app.task', 'C1', array['tenant_id', 'id', 'branch_id', 'assignee_id', 'kind', 'lead_id', 'customer_id', 'due_at', 'state',
  'postponed', 'closed_at', 'closed_by', 'created_by', 'version', 'created_at', 'updated_at']);
call priv.classify('app.task', 'C2', array['title', 'postpone_reason', 'outcome']);
grant select, insert on app.task to peony_app;
grant update (assignee_id, title, customer_id, due_at, state, postponed, postpone_reason, outcome, closed_at, closed_by, version, updated_at)
  on app.task to peony_app;
