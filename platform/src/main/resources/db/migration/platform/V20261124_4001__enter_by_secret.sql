-- Where a presented secret leads, and the transaction there: one round trip instead of two transactions. It shows no more
-- than credential_directory shows to whoever can compute the hash.
create function enter_by_secret(wanted text, hash bytea)
    returns table (tenant uuid, environment text, subject uuid)
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform set_config('marque.lookup', encode(hash, 'hex'), true);
    select d.tenant_id, d.environment, d.subject_id into tenant, environment, subject
        from public.credential_directory d where d.lookup_hash = hash and d.kind = wanted order by d.tenant_id limit 1;
    if tenant is null then
        return;
    elsif environment <> 'production' then
        if not public.enter_environment(tenant, environment) then
            return;
        end if;
    else
        perform set_config('marque.tenant', tenant::text, true);
        perform set_config('marque.environment', 'production', true);
        perform set_config('marque.environment_seen', '', true);
    end if;
    return next;
end
$$;
revoke execute on function enter_by_secret(text, bytea) from public;
grant execute on function enter_by_secret(text, bytea) to ${appRole};
