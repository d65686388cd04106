-- The life of a tenant: suspended, resumed, deleted after a waiting period. And what it may have and how it is set up.

alter table tenants
    add column kind                  text not null default 'VENDOR' check (kind in ('VENDOR', 'OPERATOR')),
    add column suspended_at          timestamptz,
    add column suspension_reason     text,
    -- Whether installations are still answered while it is suspended.
    add column licenses_go_on        boolean not null default false,
    add column deletion_requested_at timestamptz,
    add column delete_after          timestamptz,
    add check ((deletion_requested_at is null) = (delete_after is null));
-- The realm of those who run the server. It is a tenant, so that row-level security keeps its staff out of all others.
create unique index tenants_operator on tenants (kind) where kind = 'OPERATOR';
revoke insert on tenants from ${appRole};
grant insert (id, slug, name, zone, kind, created_at) on tenants to ${appRole};
grant update (suspended_at, suspension_reason, licenses_go_on) on tenants to ${appRole};

-- Deletion: the application can ask for it, wait and carry it out, and cannot make the waiting shorter ---------------

-- When the tenant may be deleted; null if there is no such vendor, or its deletion was requested before.
create function request_tenant_deletion(tenant uuid, waiting interval) returns timestamptz
    language plpgsql
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    due timestamptz;
begin
    if waiting is null or waiting < interval '1 day' then
        raise exception 'A tenant is deleted after a day at the earliest, not after %', waiting;
    end if;
    update public.tenants t set deletion_requested_at = now(), delete_after = now() + waiting
        where t.id = tenant and t.kind = 'VENDOR' and t.deletion_requested_at is null
        returning t.delete_after into due;
    return due;
end
$$;

-- Whether the deletion was called off: only before it is due, because after that rows may be gone.
create function cancel_tenant_deletion(tenant uuid) returns boolean
    language plpgsql
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    update public.tenants t set deletion_requested_at = null, delete_after = null
        where t.id = tenant and t.delete_after > now();
    return found;
end
$$;

-- Deletes some rows of a tenant whose waiting period is over, and returns how many: 0 when none was left, and then the
-- tenant itself is gone. Runs as the owner of the tables, because the application may not delete everywhere (an audit
-- trail that it could delete would be none). Row-level security holds for the owner too, so this works only in a
-- transaction of the tenant that is deleted. What refers to a row goes before it.
create function delete_tenant(tenant uuid, at_most int) returns bigint
    language plpgsql
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    target record;
    removed bigint;
begin
    if tenant is distinct from public.current_tenant() then
        raise exception 'This is not a transaction of tenant %', tenant;
    end if;
    perform from public.tenants t
        where t.id = tenant and t.kind = 'VENDOR' and t.delete_after <= now() for update;
    if not found then
        raise exception 'Tenant % is not due for deletion', tenant;
    end if;
    for target in
        with recursive owned as (
            select c.oid from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
            where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
        ), refers as (
            select distinct conrelid as child, confrelid as parent from pg_constraint
            where contype = 'f' and conrelid <> confrelid
        ), depth (oid, level) as (
            select oid, 0 from owned
            union
            select refers.parent, depth.level + 1 from depth join refers on refers.child = depth.oid
            where depth.level < 32
        )
        select owned.oid::regclass as name, max(depth.level) as level
        from owned join depth on depth.oid = owned.oid group by owned.oid order by level, name
    loop
        execute format('delete from only %1$s where ctid = any (array('
            'select ctid from only %1$s where tenant_id = $1 limit $2))', target.name) using tenant, at_most;
        get diagnostics removed = row_count;
        if removed > 0 then
            return removed;
        end if;
    end loop;
    delete from public.tenants t where t.id = tenant;
    return 0;
end
$$;

revoke execute on function request_tenant_deletion(uuid, interval), cancel_tenant_deletion(uuid),
    delete_tenant(uuid, int) from public;
grant execute on function request_tenant_deletion(uuid, interval), cancel_tenant_deletion(uuid),
    delete_tenant(uuid, int) to ${appRole};

-- How much a tenant may have -----------------------------------------------------------------------------------------

-- No row: as much as it wants. Whoever creates something under a quota holds its row meanwhile, so that of two who
-- want the last one, one is second.
create table tenant_quotas (
    tenant_id uuid   not null references tenants,
    name      text   not null,
    maximum   bigint not null check (maximum >= 0),
    primary key (tenant_id, name)
);
select protect_tenant_table('tenant_quotas', 'select, insert, update (maximum), delete');

-- How a tenant is set up ---------------------------------------------------------------------------------------------

-- No row, or no value: the default. A reset keeps the row, so that versions go on counting.
create table system_configuration (
    tenant_id  uuid        not null references tenants,
    name       text        not null,
    value      jsonb,
    version    int         not null check (version >= 1),
    updated_at timestamptz not null,
    primary key (tenant_id, name)
);
select protect_tenant_table('system_configuration', 'select, insert, update (value, version, updated_at)');

create table system_configuration_history (
    id         uuid primary key,
    tenant_id  uuid        not null references tenants,
    name       text        not null,
    version    int         not null,
    value      jsonb,
    changed_at timestamptz not null,
    actor_id   uuid        not null,
    actor_name text        not null,
    unique (tenant_id, name, version)
);
select protect_tenant_table('system_configuration_history', 'select, insert');
