-- Consultations: what a customer wishes and what was seen of him, plans in versions with options, and what colleagues of other departments
-- say of them.

-- One talk. What is in it is medical: sealed under the customer's medical key. photo_ids name files of the customer; they go with him.
create table app.consultation (
  tenant_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  unit_id uuid not null,
  visit_id uuid,
  consultant_id uuid not null,
  needs_sealed bytea,
  observations_sealed bytea,
  remark_sealed bytea,
  photo_ids uuid[] not null default '{}' constraint consultation_photos check (cardinality(photo_ids) <= 60),
  outcome text constraint consultation_outcome check (outcome in ('deal', 'no_deal')),
  no_deal_reason text constraint consultation_no_deal_reason check (no_deal_reason in ('price', 'comparing', 'thinking', 'family', 'effect',
    'unsuitable', 'no_time', 'other')),
  closed_at timestamptz,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint consultation_closed check ((outcome is null) = (closed_at is null)),
  constraint consultation_no_deal check ((outcome is not distinct from 'no_deal') = (no_deal_reason is not null)),
  constraint consultation_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade,
  constraint consultation_unit foreign key (tenant_id, unit_id) references app.unit (tenant_id, id),
  constraint consultation_visit foreign key (tenant_id, visit_id) references app.visit_fact (tenant_id, id),
  constraint consultation_consultant foreign key (tenant_id, consultant_id) references app.user_account (tenant_id, id)
);
-- A visit has one.
create unique index consultation_of_visit on app.consultation (tenant_id, visit_id) where visit_id is not null;
create index consultation_listed on app.consultation (tenant_id, created_at, id);
create index consultation_by_customer on app.consultation (tenant_id, customer_id, created_at, id);
create index consultation_by_consultant on app.consultation (tenant_id, consultant_id, created_at, id);
call priv.arm('app.consultation', 'branch_id');
call priv.classify('app.consultation', 'C1', array['tenant_id', 'id', 'customer_id', 'branch_id', 'unit_id', 'visit_id', 'consultant_id',
  'photo_ids', 'outcome', 'no_deal_reason', 'closed_at', 'version', 'created_at', 'updated_at']);
call priv.classify('app.consultation', 'C2', array['remark_sealed']);
call priv.classify('app.consultation', 'C4', array['needs_sealed', 'observations_sealed']);
grant select, insert on app.consultation to peony_app;
grant update (customer_id, branch_id, needs_sealed, observations_sealed, remark_sealed, photo_ids, outcome, no_deal_reason, closed_at, version,
  updated_at) on app.consultation to peony_app;
call priv.keep('app.consultation', null, null);

-- Places on a map of the face or of the body, and what is to be said of them. x and y in thousandths of the map. What is taken away stays.
create table app.consultation_mark (
  tenant_id uuid not null,
  id uuid not null,
  consultation_id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  map text not null constraint consultation_mark_map check (map in ('face_front', 'face_left', 'face_right', 'body_front', 'body_back')),
  x bigint not null constraint consultation_mark_x check (x between 0 and 1000),
  y bigint not null constraint consultation_mark_y check (y between 0 and 1000),
  note_sealed bytea not null,
  marked_by uuid,
  removed_at timestamptz,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  constraint consultation_mark_consultation foreign key (tenant_id, consultation_id) references app.consultation (tenant_id, id),
  constraint consultation_mark_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade,
  constraint consultation_mark_by foreign key (tenant_id, marked_by) references app.user_account (tenant_id, id)
);
create index consultation_mark_by_consultation on app.consultation_mark (tenant_id, consultation_id, id);
create index consultation_mark_by_customer on app.consultation_mark (tenant_id, customer_id);
call priv.arm('app.consultation_mark', 'branch_id');
call priv.classify('app.consultation_mark', 'C1', array['tenant_id', 'id', 'consultation_id', 'customer_id', 'branch_id', 'map', 'x', 'y',
  'marked_by', 'removed_at', 'created_at']);
call priv.classify('app.consultation_mark', 'C4', array['note_sealed']);
grant select, insert on app.consultation_mark to peony_app;
grant update (customer_id, branch_id, note_sealed, removed_at) on app.consultation_mark to peony_app;
call priv.keep('app.consultation_mark', null, null);

-- A version of what is proposed. What was accepted, declined or replaced is never changed: what becomes different is a further version.
create table app.treatment_plan (
  tenant_id uuid not null,
  id uuid not null,
  consultation_id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  unit_id uuid not null,
  revision bigint not null constraint treatment_plan_revision check (revision between 1 and 99),
  state text not null constraint treatment_plan_state check (state in ('draft', 'discussed', 'joint_review', 'accepted', 'declined',
    'superseded')),
  summary_sealed bytea,
  accepted_option text constraint treatment_plan_option check (accepted_option in ('A', 'B', 'C')),
  accepted_fen bigint constraint treatment_plan_accepted_fen check (accepted_fen >= 0),
  declined_reason text constraint treatment_plan_declined_reason check (declined_reason in ('price', 'comparing', 'thinking', 'family',
    'effect', 'unsuitable', 'no_time', 'other')),
  decided_at timestamptz,
  decided_by uuid,
  created_by uuid,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint treatment_plan_revision_once unique (tenant_id, consultation_id, revision),
  constraint treatment_plan_declined check ((state = 'declined') = (declined_reason is not null)),
  constraint treatment_plan_accepted check ((accepted_option is null) = (accepted_fen is null)
    and (state <> 'accepted' or accepted_option is not null)),
  constraint treatment_plan_consultation foreign key (tenant_id, consultation_id) references app.consultation (tenant_id, id),
  constraint treatment_plan_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade,
  constraint treatment_plan_unit foreign key (tenant_id, unit_id) references app.unit (tenant_id, id),
  constraint treatment_plan_decided_by foreign key (tenant_id, decided_by) references app.user_account (tenant_id, id),
  constraint treatment_plan_created_by foreign key (tenant_id, created_by) references app.user_account (tenant_id, id)
);
-- Of a consultation's versions one at the most is what was agreed.
create unique index treatment_plan_accepted_once on app.treatment_plan (tenant_id, consultation_id) where state = 'accepted';
create index treatment_plan_by_customer on app.treatment_plan (tenant_id, customer_id, created_at, id);
call priv.arm('app.treatment_plan', 'branch_id');
call priv.classify('app.treatment_plan', 'C1', array['tenant_id', 'id', 'consultation_id', 'customer_id', 'branch_id', 'unit_id', 'revision',
  'state', 'accepted_option', 'accepted_fen', 'declined_reason', 'decided_at', 'decided_by', 'created_by', 'version', 'created_at',
  'updated_at']);
call priv.classify('app.treatment_plan', 'C4', array['summary_sealed']);
grant select, insert on app.treatment_plan to peony_app;
grant update (customer_id, branch_id, state, summary_sealed, accepted_option, accepted_fen, declined_reason, decided_at, decided_by, version,
  updated_at) on app.treatment_plan to peony_app;
call priv.keep('app.treatment_plan', null, null);

-- What an option holds. list_fen is what the price book said when it was written, price_fen what is asked: both for all sessions together.
-- A draft that is written anew leaves its old lines with draft = the version in which they went.
create table app.plan_item (
  tenant_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  option text not null constraint plan_item_option check (option in ('A', 'B', 'C')),
  position bigint not null constraint plan_item_position check (position between 1 and 40),
  service_id uuid not null,
  department text constraint plan_item_department check (length(department) between 1 and 40),
  sessions bigint not null constraint plan_item_sessions check (sessions between 1 and 99),
  list_fen bigint not null constraint plan_item_list check (list_fen >= 0),
  price_fen bigint not null constraint plan_item_price check (price_fen between 0 and list_fen),
  gone_in bigint,
  sites_sealed bytea,
  dosage_sealed bytea,
  timing_sealed bytea,
  risk_sealed bytea,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  constraint plan_item_plan foreign key (tenant_id, plan_id) references app.treatment_plan (tenant_id, id),
  constraint plan_item_service foreign key (tenant_id, service_id) references app.service (tenant_id, id),
  constraint plan_item_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade
);
create unique index plan_item_place_once on app.plan_item (tenant_id, plan_id, option, position) where gone_in is null;
create index plan_item_by_customer on app.plan_item (tenant_id, customer_id);
create index plan_item_by_service on app.plan_item (tenant_id, service_id, created_at) where gone_in is null;
call priv.arm('app.plan_item', 'branch_id');
call priv.classify('app.plan_item', 'C1', array['tenant_id', 'id', 'plan_id', 'customer_id', 'branch_id', 'option', 'position', 'service_id',
  'department', 'sessions', 'list_fen', 'price_fen', 'gone_in', 'created_at']);
call priv.classify('app.plan_item', 'C4', array['sites_sealed', 'dosage_sealed', 'timing_sealed', 'risk_sealed']);
grant select, insert on app.plan_item to peony_app;
grant update (customer_id, branch_id, gone_in, sites_sealed, dosage_sealed, timing_sealed, risk_sealed) on app.plan_item to peony_app;
call priv.keep('app.plan_item', null, null);

-- Joint consultation (会诊): who was asked, and what he says of it, signed by himself. Somebody absent may be stood in for.
create table app.plan_opinion (
  tenant_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  user_id uuid not null,
  instead_of_id uuid,
  invited_by uuid,
  invited_at timestamptz not null,
  verdict text constraint plan_opinion_verdict check (verdict in ('agree', 'object')),
  opinion_sealed bytea,
  given_at timestamptz,
  ended_at timestamptz,
  primary key (tenant_id, id),
  constraint plan_opinion_given check ((verdict is null) = (given_at is null)),
  constraint plan_opinion_plan foreign key (tenant_id, plan_id) references app.treatment_plan (tenant_id, id),
  constraint plan_opinion_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade,
  constraint plan_opinion_user foreign key (tenant_id, user_id) references app.user_account (tenant_id, id),
  constraint plan_opinion_instead_of foreign key (tenant_id, instead_of_id) references app.user_account (tenant_id, id),
  constraint plan_opinion_invited_by foreign key (tenant_id, invited_by) references app.user_account (tenant_id, id)
);
create unique index plan_opinion_once on app.plan_opinion (tenant_id, plan_id, user_id) where ended_at is null;
create index plan_opinion_by_user on app.plan_opinion (tenant_id, user_id, invited_at) where ended_at is null;
create index plan_opinion_by_customer on app.plan_opinion (tenant_id, customer_id);
call priv.arm('app.plan_opinion', 'branch_id');
call priv.classify('app.plan_opinion', 'C1', array['tenant_id', 'id', 'plan_id', 'customer_id', 'branch_id', 'user_id', 'instead_of_id',
  'invited_by', 'invited_at', 'verdict', 'given_at', 'ended_at']);
call priv.classify('app.plan_opinion', 'C4', array['opinion_sealed']);
grant select, insert on app.plan_opinion to peony_app;
grant update (customer_id, branch_id, verdict, opinion_sealed, given_at, ended_at) on app.plan_opinion to peony_app;
call priv.keep('app.plan_opinion', null, null);
