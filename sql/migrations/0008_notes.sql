-- Notes about a customer: free text, sealed under the customer's key, so that erasing him erases them.

create table app.customer_note (
  tenant_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  author_id uuid not null,
  body_sealed bytea not null,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint customer_note_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade,
  constraint customer_note_author foreign key (tenant_id, author_id) references app.user_account (tenant_id, id)
);
create index customer_note_by_customer on app.customer_note (tenant_id, customer_id, created_at, id);
call priv.arm('app.customer_note', 'branch_id');
call priv.classify('app.customer_note', 'C1', array['tenant_id', 'id', 'customer_id', 'branch_id', 'author_id', 'version',
  'created_at', 'updated_at']);
call priv.classify('app.customer_note', 'C2', array['body_sealed']);
grant select, insert on app.customer_note to peony_app;
grant update (body_sealed, version, updated_at) on app.customer_note to peony_app;
