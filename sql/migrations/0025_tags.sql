-- Tags: groups and tags are the chain's own words. Who had which tag from when until when stays, so that "as of" can be answered.

create table app.tag_group (
  tenant_id uuid not null,
  id uuid not null,
  name text not null constraint tag_group_name check (length(name) between 1 and 40),
  name_en text constraint tag_group_name_en check (length(name_en) between 1 and 60),
  colour text not null constraint tag_group_colour
    check (colour in ('grey', 'red', 'orange', 'amber', 'green', 'teal', 'blue', 'violet', 'pink')),
  -- Of an exclusive group a customer has one tag: a new one replaces the old.
  exclusive boolean not null,
  maximum int constraint tag_group_maximum check (maximum between 1 and 50),
  position int not null,
  archived_at timestamptz,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint tag_group_limit check (not exclusive or maximum is null)
);
create unique index tag_group_name_once on app.tag_group (tenant_id, name) where archived_at is null;
call priv.arm('app.tag_group', null);
call priv.classify('app.tag_group', 'C1', array['tenant_id', 'id', 'name', 'name_en', 'colour', 'exclusive', 'maximum', 'position',
  'archived_at', 'version', 'created_at', 'updated_at']);
grant select, insert on app.tag_group to peony_app;
grant update (name, name_en, colour, exclusive, maximum, position, archived_at, version, updated_at) on app.tag_group to peony_app;

create table app.tag (
  tenant_id uuid not null,
  id uuid not null,
  group_id uuid not null,
  name text not null constraint tag_name check (length(name) between 1 and 40),
  name_en text constraint tag_name_en check (length(name_en) between 1 and 60),
  -- Without one it is shown in its group's.
  colour text constraint tag_colour
    check (colour in ('grey', 'red', 'orange', 'amber', 'green', 'teal', 'blue', 'violet', 'pink')),
  -- manual: people set it; rule: a condition does; system: a feature does.
  kind text not null constraint tag_kind check (kind in ('manual', 'rule', 'system')),
  lifetime_days int constraint tag_lifetime check (lifetime_days between 1 and 3650),
  position int not null,
  archived_at timestamptz,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint tag_lifetime_manual check (kind = 'manual' or lifetime_days is null),
  constraint tag_group foreign key (tenant_id, group_id) references app.tag_group (tenant_id, id)
);
create unique index tag_name_once on app.tag (tenant_id, group_id, name) where archived_at is null;
call priv.arm('app.tag', null);
call priv.classify('app.tag', 'C1', array['tenant_id', 'id', 'group_id', 'name', 'name_en', 'colour', 'kind', 'lifetime_days', 'position',
  'archived_at', 'version', 'created_at', 'updated_at']);
grant select, insert on app.tag to peony_app;
grant update (name, name_en, colour, lifetime_days, position, archived_at, version, updated_at) on app.tag to peony_app;

-- One row for each time that somebody was given a tag: it held from since until it was ended or expired, whichever came first. Rows are
-- ended, never changed; only erasing the customer deletes them. No unique key says "once at a time": whoever sets one holds the
-- customer's row, and two files that become one may bring the same tag twice.
create table app.customer_tag (
  tenant_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  tag_id uuid not null,
  source text not null constraint customer_tag_source check (source in ('manual', 'rule', 'system')),
  since timestamptz not null,
  expires_at timestamptz,
  set_by uuid,
  ended_at timestamptz,
  ended_by uuid,
  end_reason text constraint customer_tag_end_reason check (end_reason in ('removed', 'replaced', 'renewed', 'expired', 'rule', 'system')),
  primary key (tenant_id, id),
  constraint customer_tag_period check (ended_at >= since and expires_at > since),
  constraint customer_tag_end check ((ended_at is null) = (end_reason is null)),
  constraint customer_tag_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade,
  constraint customer_tag_tag foreign key (tenant_id, tag_id) references app.tag (tenant_id, id),
  constraint customer_tag_set_by foreign key (tenant_id, set_by) references app.user_account (tenant_id, id),
  constraint customer_tag_ended_by foreign key (tenant_id, ended_by) references app.user_account (tenant_id, id)
);
create index customer_tag_by_customer on app.customer_tag (tenant_id, customer_id, tag_id, since);
create index customer_tag_by_tag on app.customer_tag (tenant_id, tag_id, customer_id) where ended_at is null;
create index customer_tag_expiring on app.customer_tag (tenant_id, expires_at) where ended_at is null and expires_at is not null;
call priv.arm('app.customer_tag', 'branch_id');
call priv.classify('app.customer_tag', 'C1', array['tenant_id', 'id', 'customer_id', 'branch_id', 'source', 'since', 'expires_at', 'set_by',
  'ended_at', 'ended_by', 'end_reason']);
call priv.classify('app.customer_tag', 'C2', array['tag_id']);
grant select, insert, delete on app.customer_tag to peony_app;
grant update (customer_id, branch_id, ended_at, ended_by, end_reason) on app.customer_tag to peony_app;
