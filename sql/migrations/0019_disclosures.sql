-- The register of disclosures (PIPL 23, 38, 55): whose data was passed on to which other processor, on what ground, when and by whom.

-- A row is the fact that something was passed on: it is never changed. A mistake is answered by a further row that names it.
create table app.disclosure (
  tenant_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  recipient text not null constraint disclosure_recipient check (length(recipient) between 2 and 120),
  recipient_contact text not null constraint disclosure_recipient_contact check (length(recipient_contact) between 3 and 200),
  abroad text not null constraint disclosure_abroad check (abroad in ('no', 'yes')),
  categories text[] not null constraint disclosure_categories check (cardinality(categories) between 1 and 20),
  method text not null constraint disclosure_method check (method ~ '^[a-z][a-z_]{2,39}$'),
  ground text not null constraint disclosure_ground check (ground ~ '^[a-z][a-z_]{2,39}$'),
  consent_id uuid,
  purpose_sealed bytea not null,
  disclosed_at timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  corrects_id uuid,
  primary key (tenant_id, id),
  constraint disclosure_consent_named check ((ground = 'consent') = (consent_id is not null)),
  constraint disclosure_in_time check (disclosed_at <= recorded_at),
  constraint disclosure_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade,
  constraint disclosure_consent foreign key (tenant_id, consent_id) references app.consent (tenant_id, id),
  constraint disclosure_recorder foreign key (tenant_id, recorded_by) references app.user_account (tenant_id, id),
  constraint disclosure_corrects foreign key (tenant_id, corrects_id) references app.disclosure (tenant_id, id)
);
-- One correction answers a row; a second one corrects the first.
create unique index disclosure_corrected_once on app.disclosure (tenant_id, corrects_id) where corrects_id is not null;
create index disclosure_by_customer on app.disclosure (tenant_id, customer_id, disclosed_at, id);
create index disclosure_by_time on app.disclosure (tenant_id, disclosed_at, id);
create index disclosure_by_consent on app.disclosure (tenant_id, consent_id) where consent_id is not null;
call priv.arm('app.disclosure', 'branch_id');
call priv.classify('app.disclosure', 'C1', array['tenant_id', 'id', 'customer_id', 'branch_id', 'recipient', 'recipient_contact', 'abroad',
  'categories', 'method', 'ground', 'consent_id', 'disclosed_at', 'recorded_at', 'recorded_by', 'corrects_id']);
call priv.classify('app.disclosure', 'C2', array['purpose_sealed']);
call priv.keep('app.disclosure', null, null);
grant select, insert on app.disclosure to peony_app;
-- Sealed cells are sealed anew when a key is rotated; nothing else of a row is ever written again.
grant update (purpose_sealed) on app.disclosure to peony_app;
