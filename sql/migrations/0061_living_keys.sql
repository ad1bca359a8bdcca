-- Nothing is written under a key that is gone. A server that holds keys from before a rotation, for whatever reason and however long, is
-- refused by the database: what it would write could never be opened again.

-- Envelopes begin with a marker, the suite and the version of the key that they are under, four bytes, big-endian. What is no envelope
-- is not looked at here. The row of the version is held until COMMIT, as a foreign key would hold it: whoever ends a version locks that row
-- first, so a writer is either there to be counted, or comes too late and is refused. Holding it keeps nobody from changing its state or
-- how it is wrapped.
create function priv.refuse_gone_key() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  sealed bytea[];
  one bytea;
  under int;
  seen int;
  held text;
  state text;
begin
  case tg_argv[0]
    when 'crm_key' then sealed := array[new.crm_key, new.medical_key];
    when 'secret_sealed' then sealed := array[new.secret_sealed];
    when 'key_sealed' then sealed := array[new.key_sealed];
    when 'name_sealed' then sealed := array[new.name_sealed];
    when 'order_sealed' then sealed := array[new.order_sealed];
    when 'answer_sealed' then sealed := array[new.answer_sealed];
    when 'totp_sealed' then sealed := array[new.totp_sealed];
  end case;
  foreach one in array sealed loop
    continue when one is null or length(one) < 6 or get_byte(one, 0) <> 225;
    under := (get_byte(one, 2) << 24) | (get_byte(one, 3) << 16) | (get_byte(one, 4) << 8) | get_byte(one, 5);
    -- A customer's two keys are under one version nearly always.
    continue when under = seen;
    seen := under;
    -- A transaction asks once, and holds the row from then on: what a savepoint takes back takes both. Every look costs a proof in
    -- hardened mode, and batches have many rows.
    held := concat_ws(' ', new.tenant_id, under);
    continue when current_setting('app.living_key', true) = held;
    select k.state into state from app.tenant_key k
      where k.tenant_id = new.tenant_id and k.purpose = 'data' and k.version = under for key share;
    if state = 'destroyed' then
      raise exception 'a row of % is under a key that is gone', tg_table_name using errcode = '23514', constraint = 'tenant_key_gone';
    end if;
    if found then
      perform set_config('app.living_key', held, true);
    end if;
  end loop;
  return new;
end $$;

-- columns: all of a table that are under the tenant's data key; the first one is the argument.
create procedure priv.keep_under_living_key(target regclass, columns name[]) language plpgsql set search_path = pg_catalog as $$
begin
  execute format('create trigger living_key before insert or update of %s on %s for each row execute function priv.refuse_gone_key(%L)',
    (select string_agg(quote_ident(c), ', ') from unnest(columns) c), target, columns[1]);
end $$;

call priv.keep_under_living_key('app.customer', array['crm_key', 'medical_key']);
call priv.keep_under_living_key('app.lead', array['crm_key', 'medical_key']);
call priv.keep_under_living_key('app.online_request', array['crm_key', 'medical_key']);
call priv.keep_under_living_key('app.file_secret', array['secret_sealed']);
call priv.keep_under_living_key('app.file_content', array['key_sealed']);
call priv.keep_under_living_key('app.file', array['name_sealed']);
call priv.keep_under_living_key('app.export', array['order_sealed']);
call priv.keep_under_living_key('app.webhook', array['secret_sealed']);
call priv.keep_under_living_key('app.idempotency', array['answer_sealed']);
call priv.keep_under_living_key('app.user_account', array['totp_sealed']);

-- How many seeds of the tenant are under a version of its data key: nobody else reads them, and a key is not ended before they are counted.
create function app.seeds_under(mark bytea) returns bigint language sql stable security definer set search_path = pg_catalog as $$
  select count(*) from app.user_account u where u.tenant_id = (select app.tenant_id()) and substring(u.totp_sealed from 3 for 4) = mark
$$;
revoke all on function app.seeds_under(bytea) from public;
grant execute on function app.seeds_under(bytea) to peony_app;
