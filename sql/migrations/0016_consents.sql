-- Consents by purpose (PIPL 13–16, 23, 29, 31): the notices that people read, and who agreed to which of them, when and how.

-- A notice's text is fixed from the moment it is written: nobody holds UPDATE on it. A draft with a mistake is discarded.
create table app.consent_notice (
  tenant_id uuid not null,
  id uuid not null,
  purpose text not null constraint consent_notice_purpose check (purpose ~ '^[a-z][a-z_]{2,39}$'),
  language text not null constraint consent_notice_language check (language in ('zh', 'en')),
  edition int not null constraint consent_notice_edition check (edition > 0),
  title text not null constraint consent_notice_title check (length(title) between 2 and 120),
  body text not null constraint consent_notice_body check (length(body) between 20 and 20000),
  digest bytea not null constraint consent_notice_digest check (length(digest) = 32),
  -- Consents to earlier editions of the purpose, in whatever language, count no more once this one is published.
  requires_renewal boolean not null,
  state text not null constraint consent_notice_state check (state in ('draft', 'published', 'discarded')),
  created_by uuid not null,
  created_at timestamptz not null,
  published_by uuid,
  published_at timestamptz,
  version bigint not null default 1,
  primary key (tenant_id, id),
  constraint consent_notice_edition_once unique (tenant_id, purpose, language, edition),
  constraint consent_notice_published check ((state = 'published') = (published_at is not null)
    and (published_at is null) = (published_by is null)),
  constraint consent_notice_author foreign key (tenant_id, created_by) references app.user_account (tenant_id, id),
  constraint consent_notice_publisher foreign key (tenant_id, published_by) references app.user_account (tenant_id, id)
);
create index consent_notice_published_at on app.consent_notice (tenant_id, purpose, published_at) where published_at is not null;
call priv.arm('app.consent_notice', null);
call priv.classify('app.consent_notice', 'C1', array['tenant_id', 'id', 'purpose', 'language', 'edition', 'title', 'body', 'digest',
  'requires_renewal', 'state', 'created_by', 'created_at', 'published_by', 'published_at', 'version']);
grant select, insert on app.consent_notice to peony_app;
grant update (state, published_by, published_at, version) on app.consent_notice to peony_app;

-- One row for each time that somebody agreed; its end is written into it once. What was agreed to is never changed.
create table app.consent (
  tenant_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  purpose text not null constraint consent_purpose check (purpose ~ '^[a-z][a-z_]{2,39}$'),
  notice_id uuid not null,
  state text not null constraint consent_state check (state in ('given', 'withdrawn', 'superseded')),
  given_at timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  channel text not null,
  giver text not null constraint consent_giver check (giver in ('self', 'guardian')),
  guardian_name_sealed bytea,
  guardian_relation text,
  evidence_kind text not null,
  evidence_sealed bytea,
  ended_at timestamptz,
  ended_by uuid,
  end_channel text,
  end_reason_sealed bytea,
  version bigint not null default 1,
  primary key (tenant_id, id),
  constraint consent_ended check ((state = 'given') = (ended_at is null) and (ended_at is null or ended_at >= given_at)),
  constraint consent_guardian check ((giver = 'guardian') = (guardian_name_sealed is not null)
    and (giver = 'guardian') = (guardian_relation is not null)),
  constraint consent_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade,
  constraint consent_notice foreign key (tenant_id, notice_id) references app.consent_notice (tenant_id, id),
  constraint consent_recorder foreign key (tenant_id, recorded_by) references app.user_account (tenant_id, id),
  constraint consent_ender foreign key (tenant_id, ended_by) references app.user_account (tenant_id, id)
);
-- One consent of a person holds for a purpose at a time.
create unique index consent_one_given on app.consent (tenant_id, customer_id, purpose) where state = 'given';
create index consent_by_customer on app.consent (tenant_id, customer_id, given_at, id);
call priv.arm('app.consent', 'branch_id');
call priv.classify('app.consent', 'C1', array['tenant_id', 'id', 'customer_id', 'branch_id', 'purpose', 'notice_id', 'state', 'given_at',
  'recorded_at', 'recorded_by', 'channel', 'giver', 'guardian_relation', 'evidence_kind', 'ended_at', 'ended_by', 'end_channel', 'version']);
call priv.classify('app.consent', 'C2', array['guardian_name_sealed', 'evidence_sealed', 'end_reason_sealed']);
grant select, insert on app.consent to peony_app;
-- Sealed cells are sealed anew when a key is rotated; what they say is bound to the row.
grant update (state, ended_at, ended_by, end_channel, end_reason_sealed, guardian_name_sealed, evidence_sealed, version)
  on app.consent to peony_app;
