-- What licenses were used for, summed up by hour and by day, and kept when the raw rows go.
set lock_timeout = '5s';

-- Who used the program there, as a salted hash, and how often which features.
alter table license_heartbeats add column user_hash bytea;
alter table license_heartbeats add column features jsonb;

-- Makes the hashes of a tenant's users worthless to others, and all of them worthless once it is deleted.
create table license_usage_salts (
    tenant_id uuid primary key references tenants,
    salt      bytea not null check (length(salt) = 32)
);
select protect_tenant_table('license_usage_salts', 'select, insert');

-- The hours and days that were summed up, gapless for each tenant, with the ends that they had in its zone at that time. A
-- row is written in the transaction that sums the period up: it is there with all its figures, or not at all.
create table license_usage_periods (
    tenant_id    uuid        not null references tenants,
    granularity  text        not null check (granularity in ('HOUR', 'DAY')),
    starts_at    timestamptz not null,
    ends_at      timestamptz not null check (ends_at > starts_at),
    rolled_up_at timestamptz not null,
    primary key (tenant_id, granularity, starts_at)
);
select protect_tenant_table('license_usage_periods', 'select, insert');

-- The figures of one license in one period; a license that was not used in it has no row.
create table license_usage_stats (
    tenant_id     uuid        not null,
    license_id    uuid        not null references licenses,
    granularity   text        not null,
    starts_at     timestamptz not null,
    installations int         not null,
    heartbeats    bigint      not null,
    validations   bigint      not null,
    refusals      bigint      not null check (refusals <= validations),
    users         int         not null,
    concurrency   int         not null,
    -- Counts by name. They are read and written whole with their row, never searched.
    versions      jsonb       not null,
    platforms     jsonb       not null,
    features      jsonb       not null,
    primary key (tenant_id, license_id, granularity, starts_at),
    foreign key (tenant_id, granularity, starts_at) references license_usage_periods
);
create index license_usage_stats_period on license_usage_stats (tenant_id, granularity, starts_at);
select protect_tenant_table('license_usage_stats', 'select, insert');

-- Who was active on which day: users of several days, or of several licenses, are counted once. Kept as long as raw rows.
create table license_usage_users (
    tenant_id  uuid        not null references tenants,
    license_id uuid        not null,
    starts_at  timestamptz not null,
    user_hash  bytea       not null,
    primary key (tenant_id, starts_at, license_id, user_hash)
);
select protect_tenant_table('license_usage_users', 'select, insert, delete');

-- Nothing is dropped before it was summed up.
update partitioned_tables set needed_from = '1970-01-01 00:00:00+00'
where parent in ('license_heartbeats'::regclass, 'validation_logs'::regclass);
