-- Requests from outside: a branch's public page, what people ask for there, and the queue in which a doctor looks at it first.

-- What a page shows, and how long and how much it may keep. state off: for the public there is none.
create table app.online_page (
  tenant_id uuid not null,
  id uuid not null,
  branch_id uuid not null,
  slug text not null constraint online_page_slug check (slug ~ '^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$'),
  state text not null default 'off' constraint online_page_state check (state in ('off', 'on')),
  title text constraint online_page_title check (length(title) between 1 and 60),
  welcome text constraint online_page_welcome check (length(welcome) between 1 and 1000),
  accent text constraint online_page_accent check (accent ~ '^#[0-9a-f]{6}$'),
  notice text constraint online_page_notice check (length(notice) between 1 and 4000),
  wishes text not null default 'times' constraint online_page_wishes check (wishes in ('times', 'halves')),
  source_channel text not null default 'other' constraint online_page_source check (length(source_channel) between 1 and 40),
  -- Minutes of opening hours in which somebody looks at a request.
  review_minutes bigint not null default 120 constraint online_page_review check (review_minutes between 15 and 2400),
  -- Times that requests of the page keep at once.
  most_holds bigint not null default 20 constraint online_page_holds check (most_holds between 0 and 200),
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint online_page_shown check (state = 'off' or (title is not null and notice is not null)),
  constraint online_page_branch foreign key (tenant_id, branch_id) references app.unit (tenant_id, id)
);
create unique index online_page_slug_once on app.online_page (tenant_id, slug);
call priv.arm('app.online_page', 'branch_id');
call priv.classify('app.online_page', 'C1', array['tenant_id', 'id', 'branch_id', 'slug', 'state', 'title', 'welcome', 'accent', 'notice',
  'wishes', 'source_channel', 'review_minutes', 'most_holds', 'version', 'created_at', 'updated_at']);
grant select, insert on app.online_page to peony_app;
grant update (slug, state, title, welcome, accent, notice, wishes, source_channel, review_minutes, most_holds, version, updated_at)
  on app.online_page to peony_app;

create table app.online_page_service (
  tenant_id uuid not null,
  page_id uuid not null,
  branch_id uuid not null,
  position int not null constraint online_page_service_position check (position between 1 and 60),
  service_id uuid not null,
  note text constraint online_page_service_note check (length(note) between 1 and 120),
  primary key (tenant_id, page_id, position),
  constraint online_page_service_once unique (tenant_id, page_id, service_id),
  constraint online_page_service_page foreign key (tenant_id, page_id) references app.online_page (tenant_id, id),
  constraint online_page_service_service foreign key (tenant_id, service_id) references app.service (tenant_id, id)
);
call priv.arm('app.online_page_service', 'branch_id');
call priv.classify('app.online_page_service', 'C1', array['tenant_id', 'page_id', 'branch_id', 'position', 'service_id', 'note']);
grant select, insert, delete on app.online_page_service to peony_app;

-- What is asked before some services, or before all where none is named. The word is what the rules of services name.
create table app.online_page_question (
  tenant_id uuid not null,
  page_id uuid not null,
  branch_id uuid not null,
  position int not null constraint online_page_question_position check (position between 1 and 30),
  word text not null constraint online_page_question_word check (word ~ '^[a-z][a-z0-9_]{0,39}$'),
  question text not null constraint online_page_question_text check (length(question) between 1 and 200),
  question_en text constraint online_page_question_text_en check (length(question_en) between 1 and 300),
  service_ids uuid[] not null constraint online_page_question_services check (cardinality(service_ids) <= 60),
  primary key (tenant_id, page_id, position),
  constraint online_page_question_once unique (tenant_id, page_id, word),
  constraint online_page_question_page foreign key (tenant_id, page_id) references app.online_page (tenant_id, id)
);
call priv.arm('app.online_page_question', 'branch_id');
call priv.classify('app.online_page_question', 'C1', array['tenant_id', 'page_id', 'branch_id', 'position', 'word', 'question', 'question_en',
  'service_ids']);
grant select, insert, delete on app.online_page_question to peony_app;

-- Somebody asked for a service. Nobody is known when it comes: it has keys of its own, and whose it is is found out afterwards.
create table app.online_request (
  tenant_id uuid not null,
  id uuid not null,
  branch_id uuid not null,
  page_id uuid not null,
  number bigint not null,
  receipt text not null constraint online_request_receipt check (receipt ~ '^[A-Z2-7]{16}$'),
  service_id uuid not null,
  triage text not null constraint online_request_triage check (triage in ('auto_ok', 'need_review', 'contraindicated')),
  state text not null constraint online_request_state check (state in ('auto_ok', 'need_review', 'contraindicated', 'asking', 'postponed',
    'approved', 'rejected', 'confirmed', 'withdrawn')),
  name_sealed bytea,
  phone_sealed bytea,
  age_sealed bytea,
  answers_sealed bytea,
  remark_sealed bytea,
  reason_sealed bytea,
  -- What the doctor lets the desk say or ask.
  message_sealed bytea,
  crm_key bytea,
  medical_key bytea,
  -- Times, or days with a half, in the order in which they are wished.
  wishes text[] not null constraint online_request_wishes check (cardinality(wishes) between 1 and 3),
  appointment_id uuid,
  -- The time that was kept when it came: what the answer said.
  held_from timestamptz,
  -- Until when somebody looks, by the branch's opening hours; and since when that is told as late.
  due_at timestamptz not null,
  overdue_at timestamptz,
  postpone_until date,
  reviewed_by uuid,
  reviewed_at timestamptz,
  closed_at timestamptz,
  -- Whose it turned out to be. met_at: that somebody looked.
  lead_id uuid,
  customer_id uuid,
  met_at timestamptz,
  -- The version of the page whose privacy notice was consented to.
  notice_version bigint not null,
  -- A repeat is known by the hash of page and key, and is one by that of the body.
  repeat_key bytea not null constraint online_request_repeat_key check (length(repeat_key) = 32),
  body_hash bytea not null constraint online_request_body_hash check (length(body_hash) = 32),
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint online_request_closed check ((state in ('rejected', 'confirmed', 'withdrawn')) = (closed_at is not null)),
  constraint online_request_sealed check (crm_key is not null or (name_sealed is null and phone_sealed is null and age_sealed is null
    and message_sealed is null)),
  constraint online_request_sealed_medical check (medical_key is not null
    or (answers_sealed is null and remark_sealed is null and reason_sealed is null)),
  constraint online_request_booked check (state <> 'confirmed' or appointment_id is not null),
  constraint online_request_branch foreign key (tenant_id, branch_id) references app.unit (tenant_id, id),
  constraint online_request_page foreign key (tenant_id, page_id) references app.online_page (tenant_id, id),
  constraint online_request_service foreign key (tenant_id, service_id) references app.service (tenant_id, id),
  constraint online_request_appointment foreign key (tenant_id, appointment_id) references app.appointment (tenant_id, id),
  constraint online_request_reviewer foreign key (tenant_id, reviewed_by) references app.user_account (tenant_id, id),
  constraint online_request_lead foreign key (tenant_id, lead_id) references app.lead (tenant_id, id),
  constraint online_request_customer foreign key (tenant_id, customer_id) references app.customer (tenant_id, id)
);
create unique index online_request_repeated on app.online_request (tenant_id, repeat_key);
create unique index online_request_receipt_once on app.online_request (tenant_id, receipt);
create index online_request_by_due on app.online_request (tenant_id, branch_id, due_at, id);
create index online_request_by_page on app.online_request (tenant_id, page_id, created_at);
create index online_request_late on app.online_request (tenant_id, due_at)
  where overdue_at is null and state in ('auto_ok', 'need_review', 'contraindicated');
create index online_request_by_lead on app.online_request (tenant_id, lead_id) where lead_id is not null;
create index online_request_by_customer on app.online_request (tenant_id, customer_id) where customer_id is not null;
create index online_request_by_appointment on app.online_request (tenant_id, appointment_id) where appointment_id is not null;
call priv.arm('app.online_request', 'branch_id');
-- Whether a customer is erased, or his data are not processed any more: nobody is shown by it.
create function app.customer_is_blocked(p_customer uuid) returns boolean language sql stable parallel restricted
security definer set search_path = pg_catalog as
$$ select exists (select 1 from app.customer c where c.tenant_id = (select app.tenant_id()) and c.id = p_customer
  and (c.erased_at is not null or c.restricted_at is not null)) $$;
revoke all on function app.customer_is_blocked(uuid) from public;
grant execute on function app.customer_is_blocked(uuid) to peony_app;
-- What somebody said of himself is gone for whoever he is gone for.
create policy unblocked on app.online_request as restrictive for all to peony_app
  using ((select app.sees_blocked()) or customer_id is null or not app.customer_is_blocked(customer_id)) with check (true);
call priv.classify('app.online_request', 'C1', array['tenant_id', 'id', 'branch_id', 'page_id', 'number', 'receipt', 'service_id', 'triage',
  'state', 'wishes', 'appointment_id', 'held_from', 'due_at', 'overdue_at', 'postpone_until', 'reviewed_by', 'reviewed_at', 'closed_at', 'lead_id',
  'customer_id', 'met_at', 'notice_version', 'version', 'created_at', 'updated_at']);
call priv.classify('app.online_request', 'C2', array['name_sealed', 'age_sealed', 'message_sealed']);
call priv.classify('app.online_request', 'C3', array['phone_sealed']);
call priv.classify('app.online_request', 'C4', array['answers_sealed', 'remark_sealed', 'reason_sealed']);
call priv.classify('app.online_request', 'C6', array['crm_key', 'medical_key', 'repeat_key', 'body_hash']);
grant select, insert on app.online_request to peony_app;
grant update (state, name_sealed, phone_sealed, age_sealed, answers_sealed, remark_sealed, reason_sealed, message_sealed,
  crm_key, medical_key, appointment_id, due_at, overdue_at, postpone_until, reviewed_by, reviewed_at, closed_at, lead_id, customer_id, met_at, version,
  updated_at) on app.online_request to peony_app;
