-- The end of a tenant: a time of grace in which its export is made and the closing can be taken back; after that nobody signs in
-- again. Rows stay, sealed: the law decides how long records are kept, not the end of a contract.
alter table app.tenant drop constraint tenant_state_known;
alter table app.tenant add constraint tenant_state_known check (state in ('active', 'suspended', 'closing'));
alter table app.tenant add column closes_at timestamptz;
alter table app.tenant add constraint tenant_closing check ((state = 'closing') = (closes_at is not null));
call priv.classify('app.tenant', 'C1', array['closes_at']);
grant update (closes_at) on app.tenant to peony_app;

-- The X25519 key that the tenant's own administrators chose: its export is sealed to it, so that no operator can read it.
alter table app.tenant_setting add column export_key bytea
  constraint tenant_setting_export_key check (length(export_key) = 32);
call priv.classify('app.tenant_setting', 'C1', array['export_key']);
