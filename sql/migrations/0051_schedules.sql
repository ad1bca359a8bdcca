-- When people work and branches are open. A published shift is where bookings may lie; whatever closes lies over it.

create table app.shift_template (
  tenant_id uuid not null,
  id uuid not null,
  branch_id uuid not null,
  name text not null constraint shift_template_name check (length(name) between 1 and 30),
  -- Minutes of the branch's day; a shift ends on the day on which it began.
  starts_at int not null constraint shift_template_start check (starts_at between 0 and 1439),
  ends_at int not null constraint shift_template_end check (ends_at between 1 and 1440),
  break_starts_at int,
  break_ends_at int,
  archived_at timestamptz,
  version bigint not null default 1,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  constraint shift_template_order check (starts_at < ends_at),
  constraint shift_template_break check ((break_starts_at is null) = (break_ends_at is null)
    and (break_starts_at is null or (starts_at <= break_starts_at and break_starts_at < break_ends_at and break_ends_at <= ends_at))),
  constraint shift_template_branch foreign key (tenant_id, branch_id) references app.unit (tenant_id, id)
);
create unique index shift_template_name_once on app.shift_template (tenant_id, branch_id, name) where archived_at is null;
call priv.arm('app.shift_template', 'branch_id');
call priv.classify('app.shift_template', 'C1', array['tenant_id', 'id', 'branch_id', 'name', 'starts_at', 'ends_at', 'break_starts_at',
  'break_ends_at', 'archived_at', 'version', 'created_at']);
grant select, insert on app.shift_template to peony_app;
grant update (name, starts_at, ends_at, break_starts_at, break_ends_at, archived_at, version) on app.shift_template to peony_app;

-- Somebody's work on a day, as instants: what a shift was does not change with its template. A draft counts for nobody.
create table app.shift (
  tenant_id uuid not null,
  id uuid not null,
  branch_id uuid not null,
  resource_id uuid not null,
  day date not null,
  template_id uuid,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  break_starts_at timestamptz,
  break_ends_at timestamptz,
  published boolean not null default false,
  version bigint not null default 1,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  constraint shift_order check (starts_at < ends_at and ends_at - starts_at <= interval '24 hours'),
  constraint shift_resource foreign key (tenant_id, resource_id, branch_id) references app.resource (tenant_id, id, branch_id),
  constraint shift_template foreign key (tenant_id, template_id) references app.shift_template (tenant_id, id),
  constraint shift_once exclude using gist (tenant_id with =, resource_id with =, published with =, tstzrange(starts_at, ends_at) with &&)
);
create index shift_by_day on app.shift (tenant_id, branch_id, day);
call priv.arm('app.shift', 'branch_id');
call priv.classify('app.shift', 'C1', array['tenant_id', 'id', 'branch_id', 'resource_id', 'day', 'template_id', 'starts_at', 'ends_at',
  'break_starts_at', 'break_ends_at', 'published', 'version', 'created_at']);
grant select, insert, delete on app.shift to peony_app;
grant update (template_id, starts_at, ends_at, break_starts_at, break_ends_at, published, version) on app.shift to peony_app;

-- Days of a branch, or of all: closed, or open though it is a rest day (调休).
create table app.calendar_day (
  tenant_id uuid not null,
  unit_id uuid not null,
  day date not null,
  kind text not null constraint calendar_day_kind check (kind in ('closed', 'make_up')),
  name text not null constraint calendar_day_name check (length(name) between 1 and 30),
  primary key (tenant_id, unit_id, day),
  constraint calendar_day_unit foreign key (tenant_id, unit_id) references app.unit (tenant_id, id)
);
call priv.arm('app.calendar_day', null);
call priv.classify('app.calendar_day', 'C1', array['tenant_id', 'unit_id', 'day', 'kind', 'name']);
grant select, insert, delete on app.calendar_day to peony_app;
grant update (kind, name) on app.calendar_day to peony_app;
