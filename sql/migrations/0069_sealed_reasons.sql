-- Why somebody is away, why a shift changes hands, why time is blocked or booked twice, why a list was taken out, why two files are two people,
-- and what is noted of an alert: sealed under keys of the tenant's. The first are of the staff and may be a sickness, the others may name a
-- customer, or two. What stands there in clear is sealed by the job texts.seal, as in 0066.

alter table app.leave_request add column reason_sealed bytea, add column answer_sealed bytea;
create index leave_request_in_clear on app.leave_request (tenant_id, id) where reason is not null or answer is not null;
call priv.classify('app.leave_request', 'C2', array['reason_sealed', 'answer_sealed']);
revoke insert on app.leave_request from peony_app;
grant insert (tenant_id, id, branch_id, resource_id, user_id, kind, reason_sealed, starts_at, ends_at, state, requested_by, decided_at,
  decided_by, answer_sealed, version, created_at, updated_at) on app.leave_request to peony_app;
grant update (reason, reason_sealed, answer_sealed) on app.leave_request to peony_app;

alter table app.shift_swap add column reason_sealed bytea;
create index shift_swap_in_clear on app.shift_swap (tenant_id, id) where reason is not null;
call priv.classify('app.shift_swap', 'C2', array['reason_sealed']);
revoke insert on app.shift_swap from peony_app;
grant insert (tenant_id, id, branch_id, shift_id, to_resource_id, for_shift_id, reason_sealed, state, requested_by, decided_at, decided_by,
  version, created_at, updated_at) on app.shift_swap to peony_app;
grant update (reason, reason_sealed) on app.shift_swap to peony_app;

alter table app.resource_claim
  drop constraint resource_claim_shared,
  add column reason_sealed bytea,
  add constraint resource_claim_shared check (exclusive or ((reason is not null or reason_sealed is not null) and approved_by is not null));
create index resource_claim_in_clear on app.resource_claim (tenant_id, id) where reason is not null;
-- Few of many: a rotation finds them without the others.
create index resource_claim_sealed on app.resource_claim (tenant_id, id) where reason_sealed is not null;
call priv.classify('app.resource_claim', 'C2', array['reason_sealed']);
revoke insert on app.resource_claim from peony_app;
grant insert (tenant_id, id, branch_id, kind, subject_id, place, resource_id, appointment_id, item, leave_id, starts_at, ends_at, busy_from,
  busy_until, exclusive, reason_sealed, approved_by, created_by, created_at) on app.resource_claim to peony_app;
grant update (reason_sealed) on app.resource_claim to peony_app;

alter table app.export alter column reason drop not null, add column reason_sealed bytea;
create index export_in_clear on app.export (tenant_id, id) where reason is not null;
call priv.classify('app.export', 'C2', array['reason', 'reason_sealed']);
revoke insert on app.export from peony_app;
grant insert (tenant_id, id, list, format, state, order_sealed, reason_sealed, language, reach, expected_rows, row_count, file_id, error,
  requested_by, requested_at, decided_by, decided_at, finished_at, expires_at, opened_count) on app.export to peony_app;
grant update (reason, reason_sealed) on app.export to peony_app;

alter table app.duplicate_pair add column reason_sealed bytea;
create index duplicate_pair_in_clear on app.duplicate_pair (tenant_id, id) where reason is not null;
create index duplicate_pair_sealed on app.duplicate_pair (tenant_id, id) where reason_sealed is not null;
call priv.classify('app.duplicate_pair', 'C2', array['reason_sealed']);
revoke insert on app.duplicate_pair from peony_app;
grant insert (tenant_id, id, customer_id, other_id, evidence, score, state, found_at, decided_at, decided_by, reason_sealed, decided_evidence,
  version, follows) on app.duplicate_pair to peony_app;
grant update (reason_sealed) on app.duplicate_pair to peony_app;

alter table app.alert add column note_sealed bytea, add column closing_note_sealed bytea;
create index alert_in_clear on app.alert (tenant_id, id) where note is not null or closing_note is not null;
call priv.classify('app.alert', 'C2', array['note_sealed', 'closing_note_sealed']);
revoke insert on app.alert from peony_app;
grant insert (tenant_id, id, kind, severity, state, occasion, at, subject_id, customer_id, event_id, event_at, observed, threshold,
  acknowledged_by, acknowledged_at, note_sealed, closed_by, closed_at, closing_note_sealed, verdict, version) on app.alert to peony_app;
grant update (note_sealed, closing_note_sealed) on app.alert to peony_app;

-- As in 0066, with these. Emergencies have a name of their own: `reason_sealed` alone is what most tables have.
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
    when 'order_sealed' then sealed := array[new.order_sealed, new.reason_sealed];
    when 'answer_sealed' then sealed := array[new.answer_sealed];
    when 'totp_sealed' then sealed := array[new.totp_sealed];
    when 'title_sealed' then sealed := array[new.title_sealed, new.postpone_reason_sealed, new.outcome_sealed];
    when 'remark_sealed' then sealed := array[new.remark_sealed, new.reason_sealed];
    when 'reason_sealed' then sealed := array[new.reason_sealed];
    when 'note_sealed' then sealed := array[new.note_sealed, new.closing_note_sealed];
    when 'leave' then sealed := array[new.reason_sealed, new.answer_sealed];
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

drop trigger living_key on app.break_glass;
create trigger living_key before insert or update of remark_sealed, reason_sealed on app.break_glass
  for each row when (new.customer_id is null) execute function priv.refuse_gone_key('remark_sealed');
drop trigger living_key on app.export;
call priv.keep_under_living_key('app.export', array['order_sealed', 'reason_sealed']);
call priv.keep_under_living_key('app.shift_swap', array['reason_sealed']);
call priv.keep_under_living_key('app.duplicate_pair', array['reason_sealed']);
call priv.keep_under_living_key('app.alert', array['note_sealed', 'closing_note_sealed']);
create trigger living_key before insert or update of reason_sealed, answer_sealed on app.leave_request
  for each row execute function priv.refuse_gone_key('leave');
-- Nearly none has a reason, and every booking writes some.
create trigger living_key before insert or update of reason_sealed on app.resource_claim
  for each row when (new.reason_sealed is not null) execute function priv.refuse_gone_key('reason_sealed');
