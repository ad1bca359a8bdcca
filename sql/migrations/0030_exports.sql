-- Exports: a list as somebody sees it, as a file: with a reason, above a size with the approval of somebody else, marked, sealed, for a day.

create table app.export (
  tenant_id uuid not null,
  id uuid not null,
  list text not null constraint export_list_length check (length(list) <= 63),
  format text not null constraint export_format check (format in ('csv', 'xlsx')),
  state text not null constraint export_state check (state in ('waiting', 'approved', 'running', 'done', 'refused', 'cancelled', 'failed',
    'lapsed')),
  -- Filters, order and columns as JSON: a filter may name a birthday.
  order_sealed bytea not null,
  reason text not null constraint export_reason_length check (length(reason) between 2 and 200),
  language text not null constraint export_language check (language in ('zh', 'en')),
  -- SHA-256 of the rows and columns that the rights of whoever asked reached then: with others it is neither written nor handed out.
  reach bytea not null constraint export_reach check (length(reach) = 32),
  -- How many rows there were when it was asked for: what decides whether somebody has to approve, and what is approved.
  expected_rows int not null constraint export_expected check (expected_rows >= 0),
  row_count int constraint export_rows check (row_count >= 0),
  file_id uuid,
  error text constraint export_error_length check (length(error) <= 120),
  requested_by uuid not null,
  requested_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  finished_at timestamptz,
  expires_at timestamptz,
  opened_count int not null default 0,
  primary key (tenant_id, id),
  -- Nobody approves what he asked for himself.
  constraint export_second_person check (decided_by <> requested_by),
  constraint export_decision check ((decided_by is null) = (decided_at is null)),
  constraint export_finished check ((finished_at is null) = (state in ('waiting', 'approved', 'running'))),
  constraint export_file foreign key (tenant_id, file_id) references app.file (tenant_id, id) on delete set null (file_id),
  constraint export_requester foreign key (tenant_id, requested_by) references app.user_account (tenant_id, id),
  constraint export_decider foreign key (tenant_id, decided_by) references app.user_account (tenant_id, id)
);
create index export_by_file on app.export (tenant_id, file_id) where file_id is not null;
create index export_by_requester on app.export (tenant_id, requested_by, id);
create index export_unfinished on app.export (tenant_id, id) where state in ('waiting', 'approved', 'running');
call priv.arm('app.export', null);
call priv.classify('app.export', 'C1', array['tenant_id', 'id', 'list', 'format', 'state', 'reason', 'language', 'reach', 'expected_rows',
  'row_count', 'file_id', 'error', 'requested_by', 'requested_at', 'decided_by', 'decided_at', 'finished_at', 'expires_at', 'opened_count']);
call priv.classify('app.export', 'C2', array['order_sealed']);
grant select, insert on app.export to peony_app;
grant update (state, order_sealed, expected_rows, row_count, file_id, error, decided_by, decided_at, finished_at, expires_at, opened_count)
  on app.export to peony_app;

-- Rows that a person may take out in a day before somebody else has to approve.
alter table app.tenant_setting add column export_approval_rows int not null default 10000
  constraint tenant_setting_export_approval check (export_approval_rows between 0 and 1000000);
call priv.classify('app.tenant_setting', 'C1', array['export_approval_rows']);
