-- Finding by how a name is read, by its initials, and by WeChat: three more kinds of search tokens, and how far a tenant's customers
-- have them.

-- field: 1 the phone's last four digits, 2 two neighbouring characters of the name, 3 two neighbouring syllables as it is read,
-- 4 their first letters, 5 WeChat.
alter table app.search_token drop constraint search_token_field;
alter table app.search_token add constraint search_token_field check (field between 1 and 5);

-- revision: of what customers are indexed by; a lower one than the program's lets it walk through them.
create table app.search_index (
  tenant_id uuid not null primary key,
  revision int not null constraint search_index_revision check (revision > 0),
  updated_at timestamptz not null
);
call priv.arm('app.search_index', null);
call priv.classify('app.search_index', 'C1', array['tenant_id', 'revision', 'updated_at']);
grant select, insert on app.search_index to peony_app;
grant update (revision, updated_at) on app.search_index to peony_app;
