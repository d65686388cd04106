-- Parts of a tenant that keep to themselves: beside production, which every tenant has and which has no row, those that
-- it made. Which one a transaction is in is a setting of the transaction, as the tenant is:
--
--   marque.environment       the one whose rows it sees and writes; '-' for none
--   marque.environment_seen  another one whose rows it reads; '*' for all of them, for work that concerns the whole tenant
--
-- A process of the version before sets neither: it is in production.
set lock_timeout = '5s';

create table environments (
    id         uuid primary key,
    tenant_id  uuid        not null references tenants,
    code       text        not null check (code ~ '^[a-z][a-z0-9-]{0,30}[a-z0-9]$' and code <> 'production'),
    name       text        not null,
    -- An isolated one has its own rows only; a shared one reads those of production too.
    kind       text        not null check (kind in ('ISOLATED', 'SHARED')),
    created_at timestamptz not null
);
create unique index environments_code on environments (tenant_id, code);
create index environments_page on environments (tenant_id, id desc);
select protect_tenant_table('environments', 'select, insert, update (name), delete');

-- The environment of this transaction, which new rows belong to; null if it is in none.
create function own_environment() returns text
    language sql stable parallel safe
    return nullif(coalesce(nullif(pg_catalog.current_setting('marque.environment', true), ''), 'production'), '-');

-- For migrations, after protect_tenant_table. Rows that are there belong to production. What the policies restrict is the
-- application alone: backups and the deletion of a tenant run as the owner, and know all.
create function protect_environment_table(protected regclass) returns void
    language plpgsql
    set search_path = pg_catalog, public, pg_temp
as $$
declare
    -- The first comparison decides for nearly all rows; the second is for processes of the version before.
    own text := '(environment = pg_catalog.current_setting(''marque.environment'', true) or environment = ''production'' and '
        'coalesce(pg_catalog.current_setting(''marque.environment'', true), '''') = '''')';
    seen text := 'pg_catalog.current_setting(''marque.environment_seen'', true)';
begin
    -- A constant first, so that no row is written; from now on what the transaction says.
    execute format('alter table %s add column environment text not null default ''production''', protected);
    execute format('alter table %s alter column environment set default public.own_environment()', protected);
    execute format('create policy environment_read on %s as restrictive for select to %I using (%s or environment = %s '
        'or %4$s = ''*'')', protected, '${appRole}', own, seen);
    execute format('create policy environment_insert on %s as restrictive for insert to %I with check (%s or %s = ''*'')',
        protected, '${appRole}', own, seen);
    execute format('create policy environment_update on %s as restrictive for update to %I using (%s or %s = ''*'')',
        protected, '${appRole}', own, seen);
    execute format('create policy environment_delete on %s as restrictive for delete to %I using (%s or %s = ''*'')',
        protected, '${appRole}', own, seen);
end
$$;

-- Puts this transaction into an environment that a tenant made, and keeps the environment from being deleted meanwhile.
-- Returns whether there is such an environment; if not, the transaction is in none.
create function enter_environment(of_tenant uuid, wanted text) returns boolean
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
declare
    found_kind text;
begin
    perform set_config('marque.tenant', of_tenant::text, true);
    -- Before it is looked for: whoever deletes it holds this alone.
    perform pg_advisory_xact_lock_shared(hashtextextended('marque.environment/' || of_tenant || '/' || wanted, 0));
    select e.kind into found_kind from public.environments e where e.tenant_id = of_tenant and e.code = wanted;
    perform set_config('marque.environment', case when found_kind is null then '-' else wanted end, true);
    perform set_config('marque.environment_seen', case when found_kind = 'SHARED' then 'production' else '' end, true);
    return found_kind is not null;
end
$$;

-- Every environment of every tenant, production first. For a transaction without a tenant, and leaves it without one.
create function tenant_environments() returns table (tenant uuid, environment text)
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
begin
    for tenant in select t.id from public.tenants t order by t.id loop
        perform set_config('marque.tenant', tenant::text, true);
        environment := 'production';
        return next;
        for environment in select e.code from public.environments e where e.tenant_id = tenant order by e.code loop
            return next;
        end loop;
    end loop;
    perform set_config('marque.tenant', '', true);
end
$$;
revoke execute on function own_environment(), protect_environment_table(regclass), enter_environment(uuid, text),
    tenant_environments() from public;
grant execute on function own_environment(), enter_environment(uuid, text), tenant_environments() to ${appRole};

-- What leads to, or tells of, the rows of one environment says of which. A license key belongs to that of its license.
alter table credential_directory add column environment text not null default 'production';
alter table credential_directory
    alter column environment set default coalesce(own_environment(), 'production');
alter table api_keys add column environment text not null default 'production';
alter table webhooks add column environment text not null default 'production';
-- Null: about the tenant, not about any of its environments.
alter table outbox add column environment text default 'production';
alter table outbox alter column environment set default own_environment();
