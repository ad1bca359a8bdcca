-- Files: sealed bytes outside the database (a folder, or an object store), and here what they are, whose, and until when.

-- What a tenant's contents are named by: one random secret, so that equal contents have one name within a tenant and none outside.
create table app.file_secret (
  tenant_id uuid primary key,
  secret_sealed bytea not null,
  created_at timestamptz not null
);
call priv.arm('app.file_secret', null);
call priv.classify('app.file_secret', 'C1', array['tenant_id', 'created_at']);
call priv.classify('app.file_secret', 'C6', array['secret_sealed']);
grant select, insert on app.file_secret to peony_app;
grant update (secret_sealed) on app.file_secret to peony_app;

-- A content, once for a tenant. address: a keyed digest of the plain bytes, which proves them too. key_sealed: what the bytes outside are
-- sealed under, for this content alone: without it they are noise.
create table app.file_content (
  tenant_id uuid not null,
  id uuid not null,
  address bytea not null constraint file_content_address_length check (length(address) = 32),
  size bigint not null constraint file_content_size check (size >= 0),
  media_type text not null constraint file_content_media_type check (length(media_type) <= 100),
  key_sealed bytea not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  constraint file_content_once unique (tenant_id, address)
);
call priv.arm('app.file_content', null);
call priv.classify('app.file_content', 'C1', array['tenant_id', 'id', 'size', 'media_type', 'created_at']);
call priv.classify('app.file_content', 'C6', array['address', 'key_sealed']);
grant select, insert, delete on app.file_content to peony_app;
grant update (key_sealed) on app.file_content to peony_app;

-- A file: a content with a name, for one use, until a day. The name is what somebody called it on his computer: it may say anything.
create table app.file (
  tenant_id uuid not null,
  id uuid not null,
  content_id uuid not null,
  use text not null constraint file_use check (use in ('upload', 'report', 'export')),
  name_sealed bytea not null,
  created_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null constraint file_lifetime check (expires_at > created_at),
  primary key (tenant_id, id),
  constraint file_content foreign key (tenant_id, content_id) references app.file_content (tenant_id, id),
  constraint file_creator foreign key (tenant_id, created_by) references app.user_account (tenant_id, id)
);
create index file_by_content on app.file (tenant_id, content_id);
create index file_by_expiry on app.file (tenant_id, expires_at, id);
call priv.arm('app.file', null);
call priv.classify('app.file', 'C1', array['tenant_id', 'id', 'content_id', 'use', 'created_by', 'created_at', 'expires_at']);
call priv.classify('app.file', 'C2', array['name_sealed']);
grant select, insert, delete on app.file to peony_app;
grant update (name_sealed) on app.file to peony_app;
