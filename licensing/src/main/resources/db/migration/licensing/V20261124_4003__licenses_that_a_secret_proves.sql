-- The license that somebody proves to hold, in one round trip: where the secret leads, and the license there.
create function license_by_key(hash bytea, at timestamptz)
    returns table (tenant uuid, environment text, id uuid, number text, state text, strategy text)
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
declare
    entered record;
begin
    select * into entered from public.enter_by_secret('LICENSE_KEY', hash);
    return query
        select entered.tenant, entered.environment, l.id, l.number, l.state, l.rules #>> '{authentication,strategy}'
        from public.licenses l
        where l.id = entered.subject and (l.key_hash = hash or exists (
            select from public.license_former_keys f
            where f.license_id = l.id and f.key_hash = hash and f.ends_at > at));
end
$$;

create function license_by_token(hash bytea, at timestamptz)
    returns table (tenant uuid, environment text, id uuid, number text, state text, strategy text)
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
declare
    entered record;
begin
    select * into entered from public.enter_by_secret('LICENSE_TOKEN', hash);
    return query
        select entered.tenant, entered.environment, l.id, l.number, l.state, l.rules #>> '{authentication,strategy}'
        from public.licenses l join public.license_tokens t on t.license_id = l.id
        where t.id = entered.subject and t.revoked_at is null and (t.expires_at is null or t.expires_at > at);
end
$$;
revoke execute on function license_by_key(bytea, timestamptz), license_by_token(bytea, timestamptz) from public;
grant execute on function license_by_key(bytea, timestamptz), license_by_token(bytea, timestamptz) to ${appRole};
