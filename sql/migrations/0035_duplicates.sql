-- One person, known once: who may be the same is found through blind tokens, customer by customer, and kept in a queue for people to
-- look at.

-- Whole-value tokens of what names a person besides the phone. kind: 1 identity number, 2 WeChat. Not unique: two files with one number
-- are a finding to look at, not an error of whoever wrote the second.
create table app.identity_token (
  tenant_id uuid not null,
  key_version int not null,
  kind smallint not null constraint identity_token_kind check (kind in (1, 2)),
  token bytea not null constraint identity_token_length check (length(token) = 16),
  customer_id uuid not null,
  primary key (tenant_id, key_version, kind, token, customer_id),
  constraint identity_token_customer foreign key (tenant_id, customer_id) references app.customer (tenant_id, id)
);
create index identity_token_by_customer on app.identity_token (tenant_id, customer_id);
call priv.arm('app.identity_token', null);
call priv.classify('app.identity_token', 'C1', array['tenant_id', 'key_version', 'kind', 'customer_id']);
call priv.classify('app.identity_token', 'C6', array['token']);
grant select, insert, delete on app.identity_token to peony_app;

-- Whose tokens or values changed since somebody last looked for others like him. Written by triggers, so that no way of making or
-- changing customers is forgotten. What is only guessed goes with a customer whom the undo of an import takes away.
create table app.duplicate_due (
  tenant_id uuid not null,
  customer_id uuid not null,
  -- A second mark waits for whoever takes the first: none is lost between his look and his taking it away.
  marks bigint not null default 1,
  primary key (tenant_id, customer_id),
  constraint duplicate_due_customer foreign key (tenant_id, customer_id) references app.customer (tenant_id, id) on delete cascade
);
call priv.arm('app.duplicate_due', null);
call priv.classify('app.duplicate_due', 'C1', array['tenant_id', 'customer_id', 'marks']);
grant select, insert, delete on app.duplicate_due to peony_app;
grant update (marks) on app.duplicate_due to peony_app;

create function priv.mark_duplicate_due() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  -- A rotation of keys writes cells anew and leaves the version: nothing is different.
  if tg_op = 'UPDATE' and new.version = old.version then
    return null;
  end if;
  insert into app.duplicate_due as d (tenant_id, customer_id) values (new.tenant_id, new.id)
    on conflict (tenant_id, customer_id) do update set marks = d.marks + 1;
  return null;
end $$;
create trigger customer_duplicate_due
  after insert or update of name_sealed, phone_sealed, wechat_sealed, id_number_sealed, birthday on app.customer
  for each row execute function priv.mark_duplicate_due();

create function priv.mark_phone_due() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  insert into app.duplicate_due as d (tenant_id, customer_id) values (new.tenant_id, new.customer_id)
    on conflict (tenant_id, customer_id) do update set marks = d.marks + 1;
  return null;
end $$;
create trigger phone_token_duplicate_due after insert on app.phone_token
  for each row when (not new.is_primary) execute function priv.mark_phone_due();

-- Two files that may be one person's. customer_id is the smaller of the two. evidence: bits of what they have in common.
create table app.duplicate_pair (
  tenant_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  other_id uuid not null,
  evidence int not null constraint duplicate_pair_evidence check (evidence > 0),
  score int not null constraint duplicate_pair_score check (score between 1 and 100),
  state text not null default 'open' constraint duplicate_pair_state check (state in ('open', 'merged', 'dismissed')),
  found_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  -- Why it is not a duplicate, in the words of whoever said so.
  reason text constraint duplicate_pair_reason check (length(reason) <= 200),
  -- What was known when it was dismissed: only more than that brings it back.
  decided_evidence int,
  version bigint not null default 1,
  primary key (tenant_id, id),
  constraint duplicate_pair_once unique (tenant_id, customer_id, other_id),
  constraint duplicate_pair_order check (customer_id < other_id),
  constraint duplicate_pair_decided check (state = 'open' or decided_at is not null),
  constraint duplicate_pair_customer foreign key (tenant_id, customer_id) references app.customer (tenant_id, id) on delete cascade,
  constraint duplicate_pair_other foreign key (tenant_id, other_id) references app.customer (tenant_id, id) on delete cascade,
  constraint duplicate_pair_decider foreign key (tenant_id, decided_by) references app.user_account (tenant_id, id)
);
create index duplicate_pair_queue on app.duplicate_pair (tenant_id, state, id);
create index duplicate_pair_by_other on app.duplicate_pair (tenant_id, other_id);
call priv.arm('app.duplicate_pair', null);
call priv.classify('app.duplicate_pair', 'C1', array['tenant_id', 'id', 'customer_id', 'other_id', 'evidence', 'score', 'state', 'found_at',
  'decided_at', 'decided_by', 'decided_evidence', 'version']);
call priv.classify('app.duplicate_pair', 'C2', array['reason']);
grant select, insert, delete on app.duplicate_pair to peony_app;
grant update (evidence, score, state, decided_at, decided_by, reason, decided_evidence, version) on app.duplicate_pair to peony_app;

-- Everybody who is there already is looked at once.
do $$
declare
  one uuid;
begin
  for one in select t.id from app.tenant t loop
    perform set_config('app.tenant_id', one::text, true);
    insert into app.duplicate_due (tenant_id, customer_id)
      select c.tenant_id, c.id from app.customer c where c.tenant_id = one and c.erased_at is null;
  end loop;
end $$;
