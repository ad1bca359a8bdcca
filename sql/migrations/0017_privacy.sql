-- Rights of data subjects (PIPL 44–50): requests with clocks, exports, restriction, objection, and erasure that lasts.

-- A person who was erased, or whose data may only be kept, is not processed: whoever works here does not see him, in whatever
-- statement. The server's own work (rotation of keys, retention, erasure itself) says that it has to.
create function app.sees_blocked() returns boolean language sql stable parallel safe set search_path = pg_catalog as
$$ select coalesce(nullif(current_setting('app.sees_blocked', true), '')::boolean, false) $$;

alter table app.customer
  add column erased_at timestamptz,
  -- Until when the medical key has to be kept, once he was erased.
  add column medical_locked_until timestamptz,
  -- Since when his data is only kept (PIPL 44, 47).
  add column restricted_at timestamptz,
  -- Since when he objects to promotion.
  add column objected_at timestamptz,
  alter column crm_key drop not null,
  alter column medical_key drop not null,
  add constraint customer_crm_key check ((erased_at is null) = (crm_key is not null)),
  add constraint customer_medical_key check (medical_key is not null or erased_at is not null),
  add constraint customer_medical_lock check ((erased_at is null) = (medical_locked_until is null)
    -- Outpatient records: fifteen years from the last visit, which is not before he was taken down.
    and (medical_locked_until is null or medical_locked_until >= created_at + interval '15 years'));
call priv.classify('app.customer', 'C1', array['erased_at', 'medical_locked_until', 'restricted_at', 'objected_at']);
create policy unblocked on app.customer as restrictive for all to peony_app
  using ((select app.sees_blocked()) or (erased_at is null and restricted_at is null)) with check (true);
create index customer_erased on app.customer (tenant_id, medical_locked_until) where erased_at is not null;

-- The tombstone stands whoever writes: an erased customer gets no key again, and the medical key goes by the database's own clock,
-- never before its time.
create function priv.keep_tombstone() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.erased_at is not null and (new.erased_at is distinct from old.erased_at or new.crm_key is not null
      or (old.medical_key is null and new.medical_key is not null)) then
    raise exception 'an erased customer stays erased' using errcode = '23514', constraint = 'customer_tombstone';
  end if;
  if old.medical_locked_until is not null and new.medical_locked_until < old.medical_locked_until then
    raise exception 'a legal period is never shortened' using errcode = '23514', constraint = 'customer_medical_lock';
  end if;
  if old.medical_key is not null and new.medical_key is null
      and (old.medical_locked_until is null or old.medical_locked_until > now()) then
    raise exception 'the medical record has to be kept' using errcode = '23514', constraint = 'customer_medical_lock';
  end if;
  return new;
end $$;
create trigger customer_tombstone before update on app.customer for each row execute function priv.keep_tombstone();

-- What somebody asks of the chain about his data.
create table app.data_request (
  tenant_id uuid not null,
  id uuid not null,
  number bigint not null,
  customer_id uuid not null,
  branch_id uuid not null,
  kind text not null constraint data_request_kind
    check (kind in ('access', 'copy', 'transfer', 'correct', 'erase', 'restrict', 'object')),
  state text not null constraint data_request_state check (state in ('received', 'verified', 'completed', 'refused', 'cancelled')),
  channel text not null,
  requester text not null constraint data_request_requester check (requester in ('self', 'guardian', 'agent', 'relative')),
  requester_name_sealed bytea,
  detail_sealed bytea,
  received_at timestamptz not null,
  received_by uuid not null,
  due_at timestamptz not null constraint data_request_due check (due_at > received_at and due_at <= received_at + interval '32 days'),
  identity_method text,
  identity_checked_at timestamptz,
  identity_checked_by uuid,
  settled_at timestamptz,
  settled_by uuid,
  refusal_reason text,
  answer_sealed bytea,
  -- Since when a restriction or an objection that came of it holds no more.
  lifted_at timestamptz,
  lifted_by uuid,
  erasure_id uuid,
  version bigint not null default 1,
  primary key (tenant_id, id),
  constraint data_request_number unique (tenant_id, number),
  constraint data_request_identity check ((identity_checked_at is null) = (identity_method is null)
    and (identity_checked_at is null) = (identity_checked_by is null)
    and (state not in ('verified', 'completed') or identity_checked_at is not null)),
  constraint data_request_settled check ((state in ('received', 'verified')) = (settled_at is null)),
  constraint data_request_refused check ((state = 'refused') = (refusal_reason is not null)),
  constraint data_request_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade,
  constraint data_request_receiver foreign key (tenant_id, received_by) references app.user_account (tenant_id, id)
);
create index data_request_by_due on app.data_request (tenant_id, due_at, id) where settled_at is null;
create index data_request_by_received on app.data_request (tenant_id, received_at, id);
create index data_request_by_customer on app.data_request (tenant_id, customer_id, received_at, id);
call priv.arm('app.data_request', 'branch_id');
call priv.classify('app.data_request', 'C1', array['tenant_id', 'id', 'number', 'customer_id', 'branch_id', 'kind', 'state', 'channel',
  'requester', 'received_at', 'received_by', 'due_at', 'identity_method', 'identity_checked_at', 'identity_checked_by', 'settled_at',
  'settled_by', 'refusal_reason', 'lifted_at', 'lifted_by', 'erasure_id', 'version']);
call priv.classify('app.data_request', 'C2', array['requester_name_sealed', 'detail_sealed', 'answer_sealed']);
grant select, insert on app.data_request to peony_app;
grant update (state, identity_method, identity_checked_at, identity_checked_by, settled_at, settled_by, refusal_reason, answer_sealed,
  requester_name_sealed, detail_sealed, lifted_at, lifted_by, erasure_id, version) on app.data_request to peony_app;

-- Everything about a person, sealed under a key that only the link holds. Taken once, or gone after a week.
create table app.data_export (
  tenant_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  token_hash bytea not null constraint data_export_token_length check (length(token_hash) = 32),
  document_sealed bytea,
  objects int not null,
  created_at timestamptz not null,
  created_by uuid not null,
  expires_at timestamptz not null,
  taken_at timestamptz,
  primary key (tenant_id, id),
  constraint data_export_token unique (tenant_id, token_hash),
  constraint data_export_taken check (taken_at is null or document_sealed is null),
  constraint data_export_request foreign key (tenant_id, request_id) references app.data_request (tenant_id, id),
  constraint data_export_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade
);
create index data_export_by_request on app.data_export (tenant_id, request_id);
create index data_export_by_customer on app.data_export (tenant_id, customer_id);
create index data_export_by_expiry on app.data_export (tenant_id, expires_at) where document_sealed is not null;
call priv.arm('app.data_export', 'branch_id');
call priv.classify('app.data_export', 'C1', array['tenant_id', 'id', 'request_id', 'customer_id', 'branch_id', 'objects', 'created_at',
  'created_by', 'expires_at', 'taken_at']);
call priv.classify('app.data_export', 'C4', array['document_sealed']);
call priv.classify('app.data_export', 'C6', array['token_hash']);
grant select, insert on app.data_export to peony_app;
grant update (document_sealed, taken_at) on app.data_export to peony_app;

-- What was destroyed of whom, by whom, and what is locked until when. It names nobody. After a restore it is written anew from the
-- ledger, when requests and people of later days may not be there: hence no foreign key to them.
create table app.erasure (
  tenant_id uuid not null,
  id uuid not null,
  number bigint not null,
  customer_id uuid not null,
  request_id uuid,
  erased_at timestamptz not null,
  erased_by uuid,
  locked_until timestamptz not null,
  medical_destroyed_at timestamptz,
  certificate text not null,
  primary key (tenant_id, id),
  constraint erasure_once unique (tenant_id, customer_id)
);
create index erasure_by_time on app.erasure (tenant_id, erased_at, id);
call priv.arm('app.erasure', null);
call priv.classify('app.erasure', 'C1', array['tenant_id', 'id', 'number', 'customer_id', 'request_id', 'erased_at', 'erased_by',
  'locked_until', 'medical_destroyed_at', 'certificate']);
grant select, insert on app.erasure to peony_app;
grant update (medical_destroyed_at) on app.erasure to peony_app;

-- The deployment's ledger of destroyed keys, in one order, each entry bound to the one before under a key outside the database.
-- Servers copy it outside the database and destroy the keys' other halves by it; nobody changes or removes a line. No tenant's rows:
-- random ids and the certificates, which name nobody.
create table app.erasure_ledger (
  sequence bigint primary key constraint erasure_ledger_positive check (sequence > 0),
  chain_id uuid not null,
  customer_id uuid not null,
  key text not null constraint erasure_ledger_key check (key in ('crm', 'medical')),
  at timestamptz not null,
  record text not null,
  previous bytea not null constraint erasure_ledger_previous check (length(previous) = case when sequence = 1 then 0 else 32 end),
  head bytea not null constraint erasure_ledger_head check (length(head) = 32),
  constraint erasure_ledger_once unique (chain_id, customer_id, key)
);
call priv.classify('app.erasure_ledger', 'C1', array['sequence', 'chain_id', 'customer_id', 'key', 'at', 'record', 'previous', 'head']);
grant select, insert on app.erasure_ledger to peony_app;

-- Which tree of key shares, in a file outside, this database's customer keys are wrapped under.
create table app.share_tree (
  id text primary key,
  created_at timestamptz not null
);
call priv.classify('app.share_tree', 'C1', array['id', 'created_at']);
grant select, insert on app.share_tree to peony_app;

-- A tenant's own numbers about privacy: days for answering, years for keeping. What is not there has its default.
create table app.privacy_setting (
  tenant_id uuid not null,
  name text not null constraint privacy_setting_name check (name ~ '^[a-z][a-zA-Z_.]{2,79}$'),
  value bigint not null constraint privacy_setting_value check (value >= 0),
  updated_by uuid,
  updated_at timestamptz not null,
  primary key (tenant_id, name)
);
call priv.arm('app.privacy_setting', null);
call priv.classify('app.privacy_setting', 'C1', array['tenant_id', 'name', 'value', 'updated_by', 'updated_at']);
grant select, insert on app.privacy_setting to peony_app;
grant update (value, updated_by, updated_at) on app.privacy_setting to peony_app;
