-- Files of customers: pictures before and after, documents. The bytes are contents like all others (0028), sealed under a key of which
-- the customer's own key holds the other half: erasing him leaves noise.

-- category: before, after and medical are medical (C4, under the medical key), document and other are not (C3, under the other one).
-- crm_key_sealed, medical_key_sealed: the half of the content's key that is the customer's. The checksum is the content's SHA-256: whoever
-- has it can tell a given picture, so it is sealed as well. No foreign key to the file: it ends before the row, which says that there was one.
create table app.customer_attachment (
  tenant_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  file_id uuid not null,
  category text not null constraint customer_attachment_category check (category in ('before', 'after', 'medical', 'document', 'other')),
  media_type text not null constraint customer_attachment_media_type check (length(media_type) <= 100),
  bytes bigint not null constraint customer_attachment_bytes check (bytes > 0),
  name_sealed bytea,
  remark_sealed bytea,
  checksum_sealed bytea,
  crm_key_sealed bytea,
  medical_remark_sealed bytea,
  medical_checksum_sealed bytea,
  medical_key_sealed bytea,
  uploaded_by uuid not null,
  deleted_at timestamptz,
  deleted_by uuid,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint customer_attachment_keys check (case when category in ('before', 'after', 'medical')
    then name_sealed is null and remark_sealed is null and checksum_sealed is null and crm_key_sealed is null
    else medical_remark_sealed is null and medical_checksum_sealed is null and medical_key_sealed is null end),
  constraint customer_attachment_opens check (deleted_at is not null
    or coalesce(crm_key_sealed, medical_key_sealed) is not null and coalesce(checksum_sealed, medical_checksum_sealed) is not null),
  constraint customer_attachment_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade,
  constraint customer_attachment_uploader foreign key (tenant_id, uploaded_by) references app.user_account (tenant_id, id),
  constraint customer_attachment_remover foreign key (tenant_id, deleted_by) references app.user_account (tenant_id, id)
);
create index customer_attachment_by_customer on app.customer_attachment (tenant_id, customer_id, created_at, id);
-- What a tenant's files come to, out of the index alone: whatever still opens, taken away or not.
create index customer_attachment_size on app.customer_attachment (tenant_id) include (bytes, deleted_at, category)
  where crm_key_sealed is not null or medical_key_sealed is not null;
call priv.arm('app.customer_attachment', 'branch_id');
call priv.classify('app.customer_attachment', 'C1', array['tenant_id', 'id', 'customer_id', 'branch_id', 'file_id', 'category', 'media_type',
  'bytes', 'uploaded_by', 'deleted_at', 'deleted_by', 'version', 'created_at', 'updated_at']);
call priv.classify('app.customer_attachment', 'C2', array['name_sealed', 'remark_sealed']);
call priv.classify('app.customer_attachment', 'C3', array['checksum_sealed']);
call priv.classify('app.customer_attachment', 'C4', array['medical_remark_sealed', 'medical_checksum_sealed']);
call priv.classify('app.customer_attachment', 'C6', array['crm_key_sealed', 'medical_key_sealed']);
grant select, insert on app.customer_attachment to peony_app;
grant update (name_sealed, remark_sealed, checksum_sealed, crm_key_sealed, medical_remark_sealed, medical_checksum_sealed,
  medical_key_sealed, deleted_at, deleted_by, version, updated_at) on app.customer_attachment to peony_app;
-- A part of the record: rows stay, erasing somebody blanks what is in them.
call priv.keep('app.customer_attachment', null, null);

-- What a chain's customers' files may come to; the operator's to say.
alter table app.tenant_setting add column file_quota_mib int not null default 51200
  constraint tenant_setting_file_quota check (file_quota_mib between 0 and 100000000);
call priv.classify('app.tenant_setting', 'C1', array['file_quota_mib']);
