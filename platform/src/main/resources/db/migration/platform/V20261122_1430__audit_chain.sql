-- The audit trail as a chain of hashes per tenant, with signed check-points. ADR 11 has the reasons.

-- Seals follow their rows about a second later: whoever writes a row waits for nobody. A seal binds a row, by the hash
-- of all its columns, to every seal before it. Append-only, as the rows are.
create table audit_seals (
    tenant_id  uuid        not null references tenants,
    sequence   bigint      not null check (sequence > 0),
    audit_id   uuid        not null,
    row_hash   bytea       not null check (length(row_hash) = 32),
    chain_hash bytea       not null check (length(chain_hash) = 32),
    -- By the clock of the sealer: rows that were committed then, with ids from before, have seals.
    looked_to  timestamptz not null,
    primary key (tenant_id, sequence),
    unique (tenant_id, audit_id)
);
comment on column audit_seals.audit_id is 'No foreign key: a row that is missing is for verification to find.';
select protect_tenant_table('audit_seals', 'select, insert');

-- What the chain was at a moment, signed by the tenant's key. START: what came before was removed by the retention.
create table audit_checkpoints (
    id         uuid primary key,
    tenant_id  uuid        not null references tenants,
    kind       text        not null check (kind in ('REGULAR', 'START')),
    sequence   bigint      not null check (sequence > 0),
    chain_hash bytea       not null check (length(chain_hash) = 32),
    created_at timestamptz not null,
    token      text        not null,
    unique (tenant_id, sequence, kind)
);
create index audit_checkpoints_page on audit_checkpoints (tenant_id, id desc);
select protect_tenant_table('audit_checkpoints', 'select, insert');

-- Who did it, when, and in which request: what the trail is searched by beside the record.
create index audit_logs_actor on audit_logs (tenant_id, actor_id, id desc);
create index audit_logs_request on audit_logs (tenant_id, request_id);
create index audit_logs_time on audit_logs (tenant_id, occurred_at);

-- Removes the oldest sealed rows of the current tenant with their seals, at most so many, up to a START check-point;
-- when none is left, also the check-points before it. Returns how many rows are gone. Runs as its owner, because the
-- application must not be able to delete anything else: whatever it signs, the last 30 days stay.
create function prune_audit_trail(through bigint, at_most int) returns int
    language plpgsql
    security definer
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '5s'
as $$
declare
    tenant uuid := public.current_tenant();
    doomed uuid[];
begin
    if not exists (select from public.audit_checkpoints c
                   where c.tenant_id = tenant and c.kind = 'START' and c.sequence = through) then
        raise exception 'There is no check-point that lets the chain start after %', through;
    end if;
    select coalesce(array_agg(oldest.audit_id), '{}') into doomed
    from (select s.audit_id from public.audit_seals s
          where s.tenant_id = tenant and s.sequence <= through
          order by s.sequence limit at_most) oldest;
    if exists (select from public.audit_logs a
               where a.tenant_id = tenant and a.id = any (doomed) and a.occurred_at > now() - interval '30 days') then
        raise exception 'Audit rows of the last 30 days are kept';
    end if;
    delete from public.audit_logs a where a.tenant_id = tenant and a.id = any (doomed);
    delete from public.audit_seals s where s.tenant_id = tenant and s.audit_id = any (doomed);
    if cardinality(doomed) = 0 then
        delete from public.audit_checkpoints c where c.tenant_id = tenant and c.sequence < through;
    end if;
    return cardinality(doomed);
end
$$;
revoke execute on function prune_audit_trail(bigint, int) from public;
grant execute on function prune_audit_trail(bigint, int) to ${appRole};
