-- What processes keep in memory about licenses, they drop when it changes: whoever changes it tells, in the transaction
-- of the change, so that either both are there or neither. See docs/adr/0031-validation-from-memory.md.
set lock_timeout = '5s';

-- Tells of a change: tg_argv are what changed (license, product or tenant), the column with its id, and who has to know.
-- "here": only the process that commits, which reads marque.changed with its commit. "everywhere": the others as well.
-- They wait for each other when they commit, so what programs do all the time is told here only.
create function tell_change() returns trigger
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
declare
    most  constant int := 50000;
    before uuid;
    after  uuid;
    changed text;
    noted  text := coalesce(current_setting('marque.changed', true), '');
begin
    -- A branch is planned when it is taken first, so each table is asked only for a column that it has.
    if tg_argv[1] = 'license_id' then
        before := old.license_id; after := new.license_id;
    elsif tg_argv[1] = 'product_id' then
        before := old.product_id; after := new.product_id;
    elsif tg_argv[1] = 'tenant_id' then
        before := old.tenant_id; after := new.tenant_id;
    else
        before := old.id; after := new.id;
    end if;
    for changed in select distinct tg_argv[0] || ' ' || id from unnest(array[before, after]) id where id is not null loop
        if length(noted) > most then
            changed := 'everything';
        end if;
        if position(changed in noted) = 0 then
            noted := noted || changed || ';';
            perform set_config('marque.changed', noted, true);
        end if;
        if tg_argv[2] = 'everywhere' then
            perform pg_notify('marque_changes', changed);
        end if;
    end loop;
    return null;
end
$$;
revoke execute on function tell_change() from public;

-- A new license is in nobody's memory.
create trigger tell_change after update on licenses for each row when (old.* is distinct from new.*)
    execute function tell_change('license', 'id', 'everywhere');
create trigger tell_change after insert or update or delete on license_former_keys for each row
    execute function tell_change('license', 'license_id', 'everywhere');
create trigger tell_change after insert or update or delete on license_features for each row
    execute function tell_change('license', 'license_id', 'everywhere');
create trigger tell_change after insert or update or delete on license_limits for each row
    execute function tell_change('license', 'license_id', 'everywhere');
create trigger tell_change after insert or update or delete on license_grants for each row
    execute function tell_change('license', 'license_id', 'everywhere');
create trigger tell_change after insert or update or delete on license_users for each row
    execute function tell_change('license', 'license_id', 'everywhere');

-- Signs of life only ever make a machine live longer: whoever does not know of the last asks the database before it refuses.
create trigger tell_change after insert on license_activations for each row
    execute function tell_change('license', 'license_id', 'everywhere');
create trigger tell_change_of_seat after update on license_activations for each row
    when ((old.license_id, old.fingerprint, old.components, old.activated_at, old.deactivated_at, old.purpose)
          is distinct from
          (new.license_id, new.fingerprint, new.components, new.activated_at, new.deactivated_at, new.purpose))
    execute function tell_change('license', 'license_id', 'everywhere');
create trigger tell_change_of_life after update on license_activations for each row
    when (old.last_heartbeat_at is distinct from new.last_heartbeat_at)
    execute function tell_change('license', 'license_id', 'here');

-- So do new leases and renewals; what ends a lease is told everywhere.
create trigger tell_change after insert on license_leases for each row
    execute function tell_change('license', 'license_id', 'here');
create trigger tell_change_of_seat after update on license_leases for each row
    when ((old.license_id, old.held, old.ended_at) is distinct from (new.license_id, new.held, new.ended_at))
    execute function tell_change('license', 'license_id', 'everywhere');
create trigger tell_change_of_end after update on license_leases for each row
    when (old.expires_at is distinct from new.expires_at)
    execute function tell_change('license', 'license_id', 'here');

-- What other processes remember of meters lives shortly.
create trigger tell_change after insert or update on license_meters for each row
    execute function tell_change('license', 'license_id', 'here');
create trigger tell_change after insert or update or delete on license_meter_reservations for each row
    execute function tell_change('license', 'license_id', 'here');

create trigger tell_change after update on products for each row
    execute function tell_change('product', 'id', 'everywhere');
create trigger tell_change after insert or update or delete on product_versions for each row
    execute function tell_change('product', 'product_id', 'everywhere');
create trigger tell_change after insert or update or delete on access_rules for each row
    execute function tell_change('tenant', 'tenant_id', 'everywhere');
create trigger tell_change after update or delete on tenants for each row
    execute function tell_change('tenant', 'id', 'everywhere');
