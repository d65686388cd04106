-- The ground that every table stands on: who is asking, how a table is protected, how months come and go,
-- and the table in which jobs wait.
--
-- ${appRole} owns nothing here. What it may do with a table is what protect_tenant_table granted it.

-- Who is asking --------------------------------------------------------------------------------------------------

-- The tenant of this transaction, or null: then no policy is met and a query sees nothing.
-- No SET clause and plain SQL, so that the planner inlines it and can use it with an index.
create function current_tenant() returns uuid
    language sql stable parallel safe
    return nullif(pg_catalog.current_setting('marque.tenant', true), '')::uuid;

-- The hash of the secret that a caller without a known tenant presented, or null.
create function current_lookup() returns bytea
    language sql stable parallel safe
    return pg_catalog.decode(nullif(pg_catalog.current_setting('marque.lookup', true), ''), 'hex');

-- How a table is protected ---------------------------------------------------------------------------------------

-- For migrations. Turns on row-level security, for the owner too, lets a row pass only in its own tenant, and grants
-- the application exactly the given privileges, for example 'select, insert, update (name, updated_at)'.
create function protect_tenant_table(protected regclass, privileges text) returns void
    language plpgsql
    set search_path = pg_catalog, public, pg_temp
as $$
begin
    if not exists (select from pg_attribute
                   where attrelid = protected and attname = 'tenant_id' and atttypid = 'uuid'::regtype
                     and attnotnull and not attisdropped) then
        raise exception '% needs a column "tenant_id uuid not null"', protected;
    end if;
    execute format('alter table %s enable row level security', protected);
    execute format('alter table %s force row level security', protected);
    execute format('create policy tenant_isolation on %s '
        'using (tenant_id = public.current_tenant()) with check (tenant_id = public.current_tenant())', protected);
    perform grant_to_app(protected, privileges);
end
$$;

-- For migrations. Grants the application exactly the given privileges on a table; the only grants there are.
create function grant_to_app(granted regclass, privileges text) returns void
    language plpgsql
    set search_path = pg_catalog, public, pg_temp
as $$
begin
    if privileges !~* '^\s*(select|insert|update|delete)(\s*\([a-z0-9_, ]+\))?(\s*,\s*(select|insert|update|delete)(\s*\([a-z0-9_, ]+\))?)*\s*$' then
        raise exception 'Not a list of select, insert, update and delete: %', privileges;
    end if;
    execute format('revoke all on %s from public, %I', granted, '${appRole}');
    execute format('grant %s on %s to %I', privileges, granted, '${appRole}');
end
$$;

-- How months come and go -----------------------------------------------------------------------------------------

-- Tables partitioned by month. Only these can be given partitions, or lose them, by the application.
create table partitioned_tables (
    parent regclass primary key,
    -- How long a month is kept after it ended; null keeps it for good.
    retention interval check (retention > interval '0')
);
select grant_to_app('partitioned_tables', 'select');

-- Creates the partition of the month that now lies in, and of so many months after it. Returns how many are new.
-- Runs as its owner, because the application must not be able to create tables.
create function ensure_month_partitions(parent regclass, months_ahead int, now timestamptz) returns int
    language plpgsql
    security definer
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '5s'
as $$
declare
    first_month date := date_trunc('month', ensure_month_partitions.now at time zone 'UTC')::date;
    month date;
    parent_name name;
    parent_schema name;
    partition name;
    created int := 0;
begin
    if not exists (select from public.partitioned_tables t where t.parent = ensure_month_partitions.parent) then
        raise exception '% is not registered in partitioned_tables', ensure_month_partitions.parent;
    end if;
    if months_ahead is null or months_ahead not between 0 and 24 or first_month is null then
        raise exception 'Between 0 and 24 months ahead, not %', months_ahead;
    end if;
    select c.relname, n.nspname into parent_name, parent_schema
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.oid = ensure_month_partitions.parent;
    -- One at a time: two processes doing their upkeep must not collide.
    perform pg_advisory_xact_lock(hashtextextended('marque.partitions', 0));
    for i in 0..months_ahead loop
        month := (first_month + make_interval(months => i))::date;
        partition := parent_name || to_char(month, '"_y"YYYY"m"MM');
        continue when to_regclass(format('%I.%I', parent_schema, partition)) is not null;
        -- Made beside the parent and then attached: that does not block those who are inserting.
        execute format('create table %I.%I (like %I.%I including defaults including constraints including generated '
            'including storage including compression)', parent_schema, partition, parent_schema, parent_name);
        if exists (select from pg_attribute a where a.attrelid = ensure_month_partitions.parent
                   and a.attname = 'tenant_id' and not a.attisdropped) then
            execute format('alter table %I.%I enable row level security', parent_schema, partition);
            execute format('alter table %I.%I force row level security', parent_schema, partition);
            execute format('create policy tenant_isolation on %I.%I using (tenant_id = public.current_tenant()) '
                'with check (tenant_id = public.current_tenant())', parent_schema, partition);
        end if;
        execute format('alter table %I.%I attach partition %I.%I for values from (%L) to (%L)',
            parent_schema, parent_name, parent_schema, partition,
            to_char(month, 'YYYY-MM-DD') || ' 00:00:00+00',
            to_char(month + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
        created := created + 1;
    end loop;
    return created;
end
$$;

-- Drops the partitions of months that ended at or before the given moment. Returns how many. Refuses for a table
-- that is kept for good.
create function drop_month_partitions_before(parent regclass, before timestamptz) returns int
    language plpgsql
    security definer
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '5s'
as $$
declare
    partition record;
    dropped int := 0;
begin
    if not exists (select from public.partitioned_tables t
                   where t.parent = drop_month_partitions_before.parent and t.retention is not null) then
        raise exception '% is not registered in partitioned_tables with a retention',
            drop_month_partitions_before.parent;
    end if;
    perform pg_advisory_xact_lock(hashtextextended('marque.partitions', 0));
    for partition in
        select n.nspname, c.relname, regexp_match(c.relname, '_y(\d{4})m(\d{2})$') as month
        from pg_inherits i
        join pg_class c on c.oid = i.inhrelid
        join pg_namespace n on n.oid = c.relnamespace
        where i.inhparent = drop_month_partitions_before.parent and c.relname ~ '_y\d{4}m\d{2}$'
        order by c.relname
    loop
        if (make_date(partition.month[1]::int, partition.month[2]::int, 1) + interval '1 month')
                at time zone 'UTC' <= before then
            execute format('drop table %I.%I', partition.nspname, partition.relname);
            dropped := dropped + 1;
        end if;
    end loop;
    return dropped;
end
$$;

-- Nobody but their owner runs the helpers of migrations; the application runs what it needs.
revoke execute on all functions in schema public from public;
grant execute on function current_tenant(), current_lookup() to ${appRole};
grant execute on function ensure_month_partitions(regclass, int, timestamptz) to ${appRole};
grant execute on function drop_month_partitions_before(regclass, timestamptz) to ${appRole};

-- Where jobs wait ------------------------------------------------------------------------------------------------

-- The table of db-scheduler 16 (its names and types). No tenant_id: a job may serve many tenants, and its data names
-- the one that it is for.
create table scheduled_tasks (
    task_name text not null,
    task_instance text not null,
    task_data bytea,
    execution_time timestamptz not null,
    picked boolean not null,
    picked_by text,
    last_success timestamptz,
    last_failure timestamptz,
    consecutive_failures int,
    last_heartbeat timestamptz,
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time asc);
select grant_to_app('scheduled_tasks', 'select, insert, update, delete');
