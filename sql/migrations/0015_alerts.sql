-- What a compliance officer is told without asking: alerts that detectors raise from the sealed trail, and how far they have looked.

create table app.alert (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null,
  severity text not null constraint alert_severity_known check (severity in ('info', 'warning', 'critical')),
  state text not null default 'open' constraint alert_state_known check (state in ('open', 'acknowledged', 'closed')),
  -- What it is about, so that one thing raises one alert: an event's id, or a person with a day or an hour.
  occasion text not null,
  at timestamptz not null,
  subject_id uuid,
  customer_id uuid,
  event_id uuid,
  event_at timestamptz,
  observed bigint,
  threshold bigint,
  acknowledged_by uuid,
  acknowledged_at timestamptz,
  note text constraint alert_note_length check (length(note) between 1 and 1000),
  closed_by uuid,
  closed_at timestamptz,
  closing_note text constraint alert_closing_note_length check (length(closing_note) between 1 and 1000),
  verdict text constraint alert_verdict_known check (verdict in ('harmless', 'mistake', 'incident')),
  version bigint not null default 1,
  primary key (tenant_id, id),
  constraint alert_once unique (tenant_id, kind, occasion),
  constraint alert_closed check ((state = 'closed') = (closed_at is not null) and (closed_at is null) = (verdict is null)),
  constraint alert_acknowledged check (state <> 'acknowledged' or acknowledged_at is not null)
);
create index alert_by_time on app.alert (tenant_id, at, id);
create index alert_by_state on app.alert (tenant_id, state, at, id);
create index alert_by_subject on app.alert (tenant_id, subject_id, at, id) where subject_id is not null;
call priv.arm('app.alert', null);
call priv.classify('app.alert', 'C1', array['tenant_id', 'id', 'kind', 'severity', 'state', 'occasion', 'at', 'subject_id', 'customer_id',
  'event_id', 'event_at', 'observed', 'threshold', 'acknowledged_by', 'acknowledged_at', 'closed_by', 'closed_at', 'verdict', 'version']);
call priv.classify('app.alert', 'C2', array['note', 'closing_note']);
grant select, insert on app.alert to peony_app;
grant update (state, acknowledged_by, acknowledged_at, note, closed_by, closed_at, closing_note, verdict, version) on app.alert to peony_app;

-- The last batch that the detectors have looked at. Batches are complete when they are sealed, so nothing comes later behind it.
create table app.detection (
  tenant_id uuid not null primary key,
  batch bigint not null constraint detection_batch check (batch >= 0),
  counted_until date,
  updated_at timestamptz not null
);
call priv.arm('app.detection', null);
call priv.classify('app.detection', 'C1', array['tenant_id', 'batch', 'counted_until', 'updated_at']);
grant select, insert, update on app.detection to peony_app;

-- Of how many customers a person had values in clear on a day of the tenant's calendar: what his own median is taken from. It is
-- read beside the trail, so it lies there, and is the auditor's to read.
create table audit.reading_day (
  tenant_id uuid not null,
  user_id uuid not null,
  day date not null,
  customers int not null constraint reading_day_customers check (customers >= 0),
  primary key (tenant_id, user_id, day)
);
call priv.classify('audit.reading_day', 'C1', array['tenant_id', 'user_id', 'day', 'customers']);
do $$
declare
  wall constant text := 'tenant_id = (select app.tenant_id())';
begin
  alter table audit.reading_day enable row level security;
  alter table audit.reading_day force row level security;
  execute format('create policy wall on audit.reading_day as restrictive for all to peony_app, peony_auditor, peony_owner using (%s) with check (%s)', wall, wall);
  create policy migrate on audit.reading_day for all to peony_owner using (true) with check (true);
  create policy read on audit.reading_day for select to peony_auditor using (true);
  create policy write on audit.reading_day for insert to peony_app with check (true);
  revoke all on audit.reading_day from public;
  grant select on audit.reading_day to peony_auditor;
  grant insert on audit.reading_day to peony_app;
end $$;
