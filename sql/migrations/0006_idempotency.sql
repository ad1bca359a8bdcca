-- One row for every accepted Idempotency-Key, written in the same transaction as its effect, kept 72 hours.
-- The answer is sealed under the tenant's key, the body is kept as an HMAC only.

create table app.idempotency (
  tenant_id uuid not null,
  user_id uuid not null,
  key text not null constraint idempotency_key_length check (length(key) between 8 and 128),
  endpoint text not null,
  body_mac bytea not null constraint idempotency_mac_length check (length(body_mac) = 32),
  rights_mac bytea not null constraint idempotency_rights_length check (length(rights_mac) = 32),
  status int not null,
  object_id uuid,
  answer_sealed bytea not null,
  created_at timestamptz not null,
  constraint idempotency_once primary key (tenant_id, user_id, key)
);
create index idempotency_by_age on app.idempotency (tenant_id, created_at);
call priv.arm('app.idempotency', null);
call priv.classify('app.idempotency', 'C1', array['tenant_id', 'user_id', 'key', 'endpoint', 'status', 'object_id', 'created_at']);
call priv.classify('app.idempotency', 'C6', array['body_mac', 'rights_mac', 'answer_sealed']);
grant select, insert, delete on app.idempotency to peony_app;
