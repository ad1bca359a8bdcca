-- What the program gave each built-in role so far, as the JSON of a role's content. A later version adds what is new since
-- then and nothing else: what a tenant took away from a role stays away. Null for roles older than this column.
alter table app.role add column offered text;
call priv.classify('app.role', 'C1', array['offered']);
grant update (offered) on app.role to peony_app;

-- SHA-256 of the built-in roles that a tenant has: one look at the directory tells which tenants are behind.
alter table app.tenant add column role_defaults bytea
  constraint tenant_role_defaults_length check (length(role_defaults) = 32);
call priv.classify('app.tenant', 'C1', array['role_defaults']);
grant update (role_defaults) on app.tenant to peony_app;
