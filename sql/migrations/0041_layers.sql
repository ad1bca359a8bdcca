-- Value layers: that customers were there, as facts; parameters that take effect on a day; whose layer is which, and how it was each month.
-- And tags that the program alone sets.

-- That a customer was in a branch on a day. Nothing is changed or deleted: a fact that was wrong is withdrawn by a further row with the
-- same customer, day and kind. What features write names what it follows from, once. branch_id follows the customer; unit_id is where he
-- was.
create table app.visit_fact (
  tenant_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  unit_id uuid not null,
  visited_on date not null constraint visit_fact_day check (visited_on >= date '1970-01-01'),
  -- treatment: something was done; arrival: he came.
  kind text not null constraint visit_fact_kind check (kind in ('arrival', 'treatment')),
  source text not null constraint visit_fact_source check (source ~ '^[a-z][a-z_]{1,39}$'),
  source_id uuid,
  withdraws_id uuid,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (tenant_id, id),
  constraint visit_fact_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade,
  constraint visit_fact_unit foreign key (tenant_id, unit_id) references app.unit (tenant_id, id),
  constraint visit_fact_withdraws foreign key (tenant_id, withdraws_id) references app.visit_fact (tenant_id, id),
  constraint visit_fact_by foreign key (tenant_id, recorded_by) references app.user_account (tenant_id, id)
);
create index visit_fact_by_customer on app.visit_fact (tenant_id, customer_id, visited_on);
create unique index visit_fact_withdrawn_once on app.visit_fact (tenant_id, withdraws_id) where withdraws_id is not null;
create unique index visit_fact_source_once on app.visit_fact (tenant_id, source, source_id)
  where source_id is not null and withdraws_id is null;
call priv.arm('app.visit_fact', 'branch_id');
call priv.classify('app.visit_fact', 'C1', array['tenant_id', 'id', 'customer_id', 'branch_id', 'unit_id', 'visited_on', 'kind', 'source',
  'source_id', 'withdraws_id', 'recorded_at', 'recorded_by']);
grant select, insert on app.visit_fact to peony_app;
-- For merges alone.
grant update (customer_id, branch_id) on app.visit_fact to peony_app;
call priv.keep('app.visit_fact', null, null);

-- Which layer a customer is in: worked out by a job, NULL where nothing is known of him.
alter table app.customer add column layer text constraint customer_layer check (layer ~ '^[a-z][a-z0-9_]{0,29}$');
call priv.classify('app.customer', 'C2', array['layer']);

-- From when on which thresholds and layers hold; of two with one day the later word counts. Nothing is changed: a new set is a new row.
create table app.layer_parameter (
  tenant_id uuid not null,
  id uuid not null,
  effective_on date not null,
  recency_near int not null,
  recency_far int not null,
  frequency_some int not null,
  frequency_many int not null,
  monetary_some_fen bigint not null,
  monetary_many_fen bigint not null,
  layers jsonb not null constraint layer_parameter_size check (pg_column_size(layers) <= 16384),
  defined_at timestamptz not null,
  defined_by uuid not null,
  primary key (tenant_id, id),
  constraint layer_parameter_recency check (recency_near >= 1 and recency_far > recency_near),
  constraint layer_parameter_frequency check (frequency_some >= 1 and frequency_many > frequency_some),
  constraint layer_parameter_monetary check (monetary_some_fen >= 1 and monetary_many_fen > monetary_some_fen),
  constraint layer_parameter_by foreign key (tenant_id, defined_by) references app.user_account (tenant_id, id)
);
create index layer_parameter_by_day on app.layer_parameter (tenant_id, effective_on, defined_at, id);
call priv.arm('app.layer_parameter', null);
call priv.classify('app.layer_parameter', 'C1', array['tenant_id', 'id', 'effective_on', 'recency_near', 'recency_far', 'frequency_some',
  'frequency_many', 'monetary_some_fen', 'monetary_many_fen', 'layers', 'defined_at', 'defined_by']);
grant select, insert on app.layer_parameter to peony_app;

-- When everybody's layer was worked out, with which parameters (NULL: the program's own), and which figures had no source then.
create table app.layer_run (
  tenant_id uuid not null,
  id uuid not null,
  computed_on date not null,
  computed_at timestamptz not null,
  parameter_id uuid,
  without text[] not null,
  customers bigint not null constraint layer_run_customers check (customers >= 0),
  changed bigint not null constraint layer_run_changed check (changed >= 0),
  primary key (tenant_id, id),
  constraint layer_run_parameter foreign key (tenant_id, parameter_id) references app.layer_parameter (tenant_id, id)
);
create index layer_run_by_time on app.layer_run (tenant_id, computed_at, id);
call priv.arm('app.layer_run', null);
call priv.classify('app.layer_run', 'C1', array['tenant_id', 'id', 'computed_on', 'computed_at', 'parameter_id', 'without', 'customers',
  'changed']);
grant select, insert on app.layer_run to peony_app;

-- Each month once, and never changed: what the layers were called then, and which one each customer was in. unit_id: his branch then.
-- Rows come first, a page of customers in a transaction: everybody at once takes longer than a statement may. The header comes last and
-- publishes the month, so rows do not refer to it; rows without one are of a run that was cut off, and the next run adds what is missing.
create table app.layer_snapshot (
  tenant_id uuid not null,
  month date not null constraint layer_snapshot_month check (extract(day from month) = 1),
  taken_on date not null,
  taken_at timestamptz not null,
  parameter_id uuid,
  layers jsonb not null,
  without text[] not null,
  customers bigint not null,
  primary key (tenant_id, month),
  constraint layer_snapshot_parameter foreign key (tenant_id, parameter_id) references app.layer_parameter (tenant_id, id)
);
call priv.arm('app.layer_snapshot', null);
call priv.classify('app.layer_snapshot', 'C1', array['tenant_id', 'month', 'taken_on', 'taken_at', 'parameter_id', 'layers', 'without',
  'customers']);
grant select, insert on app.layer_snapshot to peony_app;

create table app.layer_snapshot_row (
  tenant_id uuid not null,
  month date not null constraint layer_snapshot_row_month check (extract(day from month) = 1),
  customer_id uuid not null,
  unit_id uuid not null,
  layer text,
  primary key (tenant_id, month, customer_id),
  constraint layer_snapshot_row_customer foreign key (tenant_id, customer_id) references app.customer (tenant_id, id) on delete cascade,
  constraint layer_snapshot_row_unit foreign key (tenant_id, unit_id) references app.unit (tenant_id, id)
);
create index layer_snapshot_row_by_customer on app.layer_snapshot_row (tenant_id, customer_id);
call priv.arm('app.layer_snapshot_row', null);
call priv.classify('app.layer_snapshot_row', 'C1', array['tenant_id', 'month', 'customer_id', 'unit_id']);
call priv.classify('app.layer_snapshot_row', 'C2', array['layer']);
grant select, insert on app.layer_snapshot_row to peony_app;

-- Tags that the program sets: which of its own a tag is, and the number of days that it goes by where it goes by one.
alter table app.tag_group add column system_code text constraint tag_group_system check (system_code in ('state', 'layer'));
create unique index tag_group_system_once on app.tag_group (tenant_id, system_code) where system_code is not null;
call priv.classify('app.tag_group', 'C1', array['system_code']);
alter table app.tag
  add column system_code text constraint tag_system_code check (system_code ~ '^[a-z][a-z0-9_.]{1,39}$'),
  add column days int constraint tag_days check (days between 1 and 3650),
  add constraint tag_system check ((system_code is not null) = (kind = 'system') and (days is null or kind = 'system'));
create unique index tag_system_once on app.tag (tenant_id, system_code) where system_code is not null;
call priv.classify('app.tag', 'C1', array['system_code', 'days']);
grant update (days) on app.tag to peony_app;
-- Layers may exchange their names; what people name stays unique.
drop index app.tag_name_once;
create unique index tag_name_once on app.tag (tenant_id, group_id, name) where archived_at is null and kind <> 'system';
