-- What people write about somebody is sealed: of tasks title, outcome and why they were postponed, of leads why they were given to somebody
-- else, why a customer was shared, asked for or opened in an emergency, and why an appointment did not take place. A migration has no keys:
-- what stands there in clear is sealed by the job texts.seal, and gone from these columns then.

-- holder_id: whose key a task's texts are under, the lead's, the online request's or the customer's. Those of a task that is about none of
-- them are under the tenant's.
alter table app.task
  add column title_sealed bytea,
  add column postpone_reason_sealed bytea,
  add column outcome_sealed bytea,
  add column holder_id uuid generated always as (coalesce(lead_id, request_id, customer_id)) stored;
create index task_by_holder on app.task (tenant_id, holder_id) where holder_id is not null;
-- What the job has to do yet.
create index task_in_clear on app.task (tenant_id, id) where title is not null or postpone_reason is not null or outcome is not null;
call priv.classify('app.task', 'C1', array['holder_id']);
call priv.classify('app.task', 'C2', array['title_sealed', 'postpone_reason_sealed', 'outcome_sealed']);
-- Nothing new comes in clear.
revoke insert on app.task from peony_app;
grant insert (tenant_id, id, branch_id, assignee_id, kind, title_sealed, lead_id, customer_id, request_id, record_id, record_until, record_days,
  due_at, state, postponed, postpone_reason_sealed, outcome_sealed, closed_at, closed_by, created_by, version, created_at, updated_at)
  on app.task to peony_app;
grant update (title_sealed, postpone_reason_sealed, outcome_sealed) on app.task to peony_app;

alter table app.lead_assignment add column reason_sealed bytea;
create index lead_assignment_in_clear on app.lead_assignment (tenant_id, id) where reason is not null;
call priv.classify('app.lead_assignment', 'C2', array['reason_sealed']);
revoke insert on app.lead_assignment from peony_app;
grant insert (tenant_id, id, branch_id, lead_id, user_id, from_id, how, rule_id, reason_sealed, at, assigned_by) on app.lead_assignment
  to peony_app;
grant update (reason_sealed) on app.lead_assignment to peony_app;

-- Why somebody is shown to others, asked for, or was opened.
alter table app.customer_share alter column reason drop not null, add column reason_sealed bytea;
alter table app.care_request alter column reason drop not null, add column reason_sealed bytea;
alter table app.break_glass alter column reason drop not null, add column reason_sealed bytea, add column remark_sealed bytea;
create index customer_share_in_clear on app.customer_share (tenant_id, id) where reason is not null;
create index care_request_in_clear on app.care_request (tenant_id, id) where reason is not null;
create index break_glass_in_clear on app.break_glass (tenant_id, id) where reason is not null or remark is not null;
call priv.classify('app.customer_share', 'C2', array['reason_sealed']);
call priv.classify('app.care_request', 'C2', array['reason_sealed']);
call priv.classify('app.break_glass', 'C2', array['reason_sealed', 'remark_sealed']);
grant update (reason_sealed) on app.customer_share to peony_app;
grant update (reason_sealed) on app.care_request to peony_app;
grant update (reason_sealed, remark_sealed) on app.break_glass to peony_app;

-- Why two files are one, or are two again.
alter table app.customer_merge add column reason_sealed bytea, add column undo_reason_sealed bytea;
create index customer_merge_in_clear on app.customer_merge (tenant_id, id) where reason is not null or undo_reason is not null;
call priv.classify('app.customer_merge', 'C2', array['reason_sealed', 'undo_reason_sealed']);
grant update (reason_sealed, undo_reason_sealed) on app.customer_merge to peony_app;

-- A care relation says by which way it came, as a word; what somebody said of it stands in the trail, and nobody ever read it here.
alter table app.care_relation no force row level security;
update app.care_relation set reason = 'assigned' where reason not in ('', 'import', 'created', 'visit', 'hand-over');
alter table app.care_relation force row level security;
alter table app.customer_merge no force row level security;
update app.customer_merge m set care = (select jsonb_agg(e.one - 'reason') from jsonb_array_elements(m.care) e (one))
  where jsonb_array_length(m.care) > 0;
alter table app.customer_merge force row level security;
alter table app.care_relation add constraint care_relation_reason check (reason ~ '^[a-z-]{0,20}$');

-- Why an appointment did not take place. What the program says of it is a word beside it.
alter table app.appointment no force row level security;
alter table app.appointment
  drop constraint appointment_end,
  add column end_word text constraint appointment_end_word check (end_word in ('said', 'released', 'expired', 'erased')),
  add column end_reason_sealed bytea;
update app.appointment set end_word = case when end_reason in ('released', 'expired', 'erased') then end_reason else 'said' end,
  end_reason = case when end_reason not in ('released', 'expired', 'erased') then end_reason end where end_reason is not null;
alter table app.appointment
  add constraint appointment_end check ((state in ('cancelled', 'no_show')) = (end_word is not null)),
  add constraint appointment_end_said check (end_reason_sealed is null or (end_word = 'said' and customer_id is not null));
alter table app.appointment force row level security;
create index appointment_in_clear on app.appointment (tenant_id, id) where end_reason is not null;
call priv.classify('app.appointment', 'C1', array['end_word']);
call priv.classify('app.appointment', 'C2', array['end_reason_sealed']);
grant update (end_word, end_reason_sealed) on app.appointment to peony_app;

-- As in 0061, with the texts of tasks and of emergencies.
create or replace function priv.refuse_gone_key() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  sealed bytea[];
  one bytea;
  under int;
  seen int;
  held text;
  state text;
begin
  case tg_argv[0]
    when 'crm_key' then sealed := array[new.crm_key, new.medical_key];
    when 'secret_sealed' then sealed := array[new.secret_sealed];
    when 'key_sealed' then sealed := array[new.key_sealed];
    when 'name_sealed' then sealed := array[new.name_sealed];
    when 'order_sealed' then sealed := array[new.order_sealed];
    when 'answer_sealed' then sealed := array[new.answer_sealed];
    when 'totp_sealed' then sealed := array[new.totp_sealed];
    when 'title_sealed' then sealed := array[new.title_sealed, new.postpone_reason_sealed, new.outcome_sealed];
    when 'reason_sealed' then sealed := array[new.reason_sealed, new.remark_sealed];
  end case;
  foreach one in array sealed loop
    continue when one is null or length(one) < 6 or get_byte(one, 0) <> 225;
    under := (get_byte(one, 2) << 24) | (get_byte(one, 3) << 16) | (get_byte(one, 4) << 8) | get_byte(one, 5);
    -- A customer's two keys are under one version nearly always.
    continue when under = seen;
    seen := under;
    -- A transaction asks once, and holds the row from then on: what a savepoint takes back takes both. Every look costs a proof in
    -- hardened mode, and batches have many rows.
    held := concat_ws(' ', new.tenant_id, under);
    continue when current_setting('app.living_key', true) = held;
    select k.state into state from app.tenant_key k
      where k.tenant_id = new.tenant_id and k.purpose = 'data' and k.version = under for key share;
    if state = 'destroyed' then
      raise exception 'a row of % is under a key that is gone', tg_table_name using errcode = '23514', constraint = 'tenant_key_gone';
    end if;
    if found then
      perform set_config('app.living_key', held, true);
    end if;
  end loop;
  return new;
end $$;

-- Texts of a task that is about somebody are under his key: their version is not one of the tenant's key.
create trigger living_key before insert or update of title_sealed, postpone_reason_sealed, outcome_sealed on app.task
  for each row when (new.lead_id is null and new.request_id is null and new.customer_id is null)
  execute function priv.refuse_gone_key('title_sealed');
create trigger living_key before insert or update of reason_sealed, remark_sealed on app.break_glass
  for each row when (new.customer_id is null) execute function priv.refuse_gone_key('reason_sealed');
