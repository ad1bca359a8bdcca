-- Which suite a tenant seals with, which each of its keys was made for, and what becomes of keys when they are rotated.

alter table app.tenant_setting add column cipher_suite text not null default 'aes256gcm'
  constraint tenant_setting_cipher_suite check (cipher_suite in ('aes256gcm', 'sm4'));
call priv.classify('app.tenant_setting', 'C1', array['cipher_suite']);

-- suite: 1 AES-256-GCM and SHA-256, 2 SM4-CTR with HMAC-SM3 and SM3. It tells how the key derives and makes tokens; what a cell
-- was sealed with stands in the cell.
alter table app.tenant_key add column suite smallint not null default 1 constraint tenant_key_suite check (suite in (1, 2));
call priv.classify('app.tenant_key', 'C1', array['suite']);

-- filling: an index key whose tokens are being written beside those of the active one. audit: what opens the bodies of audit events of
-- a data key that is gone; events are never written anew, so their key outlives it.
alter table app.tenant_key drop constraint tenant_key_state, drop constraint tenant_key_purpose;
alter table app.tenant_key
  add constraint tenant_key_state check (state in ('filling', 'active', 'retiring', 'destroyed')),
  add constraint tenant_key_purpose check (purpose in ('data', 'index', 'audit')),
  add constraint tenant_key_destroyed check ((state = 'destroyed') = (length(wrapped) = 0));

-- A root key that wraps nothing any more; the program refuses it.
alter table app.root_key add column retired_at timestamptz;
call priv.classify('app.root_key', 'C1', array['retired_at']);
grant update (retired_at) on app.root_key to peony_app;
