-- What a server at a customer knows of itself: the file that it took last, the latest time that it has seen, how far its
-- use is summed up, and how it gets on with the vendor's server.
create table edge_state (
    tenant_id     uuid primary key references tenants,
    license_id    uuid references licenses,
    number        text,
    file_hash     text,
    file_issued   timestamptz,
    seen_at       timestamptz not null,
    summed_until  timestamptz,
    sync_after    timestamptz,
    sync_failures int         not null default 0 check (sync_failures >= 0),
    synced_at     timestamptz,
    sync_trouble  text
);
select protect_tenant_table('edge_state', 'select, insert, update');
select protect_environment_table('edge_state');

-- Who was told that no seat is free, counted by the hour in the transaction that says so.
create table edge_denials (
    tenant_id  uuid        not null references tenants,
    license_id uuid        not null references licenses,
    starts_at  timestamptz not null,
    denials    int         not null check (denials > 0),
    primary key (tenant_id, license_id, starts_at)
);
select protect_tenant_table('edge_denials', 'select, insert, update, delete');
select protect_environment_table('edge_denials');

-- Hours that are over, summed up once; sent_at says that the vendor's server has them.
create table edge_hours (
    tenant_id  uuid        not null references tenants,
    license_id uuid        not null references licenses,
    starts_at  timestamptz not null,
    seats      int         not null check (seats >= 0),
    holders    text[]      not null,
    denials    int         not null check (denials >= 0),
    sent_at    timestamptz,
    primary key (tenant_id, license_id, starts_at)
);
create index edge_hours_unsent on edge_hours (tenant_id, license_id, starts_at) where sent_at is null;
select protect_tenant_table('edge_hours', 'select, insert, update (sent_at), delete');
select protect_environment_table('edge_hours');

-- At the vendor: what servers at customers told of their hours. An hour of a server is there once, however often it is
-- told; contradicted says that it was told in two ways, as two copies of one server would.
create table edge_usage (
    id            uuid primary key,
    tenant_id     uuid        not null references tenants,
    license_id    uuid        not null references licenses,
    edge          text        not null check (length(edge) between 1 and 255),
    starts_at     timestamptz not null,
    seats         int         not null check (seats >= 0),
    holders       int         not null check (holders >= 0),
    holder_hashes text[]      not null,
    denials       int         not null check (denials >= 0),
    received_at   timestamptz not null,
    contradicted  boolean     not null default false
);
create unique index edge_usage_once on edge_usage (tenant_id, license_id, edge, starts_at);
create index edge_usage_newest on edge_usage (tenant_id, license_id, id desc);
select protect_tenant_table('edge_usage', 'select, insert, update (contradicted)');
select protect_environment_table('edge_usage');
