-- Whose a customer was, from when: written by a trigger, whatever way he changed hands, and never changed. Figures of a time go by it.

create table app.customer_owner (
  tenant_id uuid not null,
  customer_id uuid not null,
  number int not null,
  owner_id uuid,
  since timestamptz not null,
  primary key (tenant_id, customer_id, number),
  constraint customer_owner_customer foreign key (tenant_id, customer_id) references app.customer (tenant_id, id) on delete cascade
);
create index customer_owner_by_owner on app.customer_owner (tenant_id, owner_id, since);
call priv.arm('app.customer_owner', null);
call priv.classify('app.customer_owner', 'C1', array['tenant_id', 'customer_id', 'number', 'owner_id', 'since']);
grant select, insert on app.customer_owner to peony_app;

create function priv.note_owner() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (tg_op = 'INSERT' and new.owner_id is not null) or (tg_op = 'UPDATE' and new.owner_id is distinct from old.owner_id) then
    insert into app.customer_owner (tenant_id, customer_id, number, owner_id, since)
      select new.tenant_id, new.id, coalesce(max(o.number), 0) + 1, new.owner_id, new.updated_at
      from app.customer_owner o where o.tenant_id = new.tenant_id and o.customer_id = new.id;
  end if;
  return null;
end $$;
create trigger customer_owner_noted after insert or update of owner_id on app.customer
  for each row execute function priv.note_owner();

do $$
declare
  one uuid;
begin
  for one in select t.id from app.tenant t loop
    perform set_config('app.tenant_id', one::text, true);
    insert into app.customer_owner (tenant_id, customer_id, number, owner_id, since)
      select c.tenant_id, c.id, 1, c.owner_id, c.created_at from app.customer c where c.tenant_id = one and c.owner_id is not null;
  end loop;
end $$;
