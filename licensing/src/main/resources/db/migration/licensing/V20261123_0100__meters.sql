-- What licenses count. One row per license, meter and period: whoever changes it holds it, so that what is granted never
-- adds up to more than the limit. A period that nobody used has no row.
create table license_meters (
    id         uuid primary key,
    tenant_id  uuid        not null references tenants,
    license_id uuid        not null references licenses,
    meter      text        not null,
    starts_at  timestamptz not null,
    -- Null: it never starts anew.
    ends_at    timestamptz check (ends_at > starts_at),
    used       bigint      not null check (used >= 0),
    -- Of reservations that nobody settled; those that have expired are taken off by the next who changes the row.
    reserved   bigint      not null check (reserved >= 0),
    peak       bigint      not null check (peak >= used),
    -- The highest number that was told of in this period: each is told of once.
    warned     bigint      not null check (warned >= 0),
    updated_at timestamptz not null,
    constraint license_meters_key unique (tenant_id, id),
    constraint license_meters_period unique nulls not distinct (tenant_id, license_id, meter, starts_at, ends_at)
);
create index license_meters_page on license_meters (tenant_id, license_id, meter, id desc);
select protect_tenant_table('license_meters', 'select, insert, update');

-- Who was counted by a meter that counts each once, or what each machine reported last. As hashes: nobody has to know
-- their names.
create table license_meter_members (
    tenant_id uuid   not null,
    meter_id  uuid   not null,
    member    bytea  not null check (length(member) = 32),
    amount    bigint not null check (amount > 0),
    primary key (tenant_id, meter_id, member),
    foreign key (tenant_id, meter_id) references license_meters (tenant_id, id)
);
select protect_tenant_table('license_meter_members', 'select, insert, update, delete');

create table license_meter_reservations (
    id         uuid primary key,
    tenant_id  uuid        not null,
    license_id uuid        not null references licenses,
    meter_id   uuid        not null,
    amount     bigint      not null check (amount > 0),
    state      text        not null check (state in ('HELD', 'COMMITTED', 'CANCELLED', 'EXPIRED')),
    expires_at timestamptz not null,
    foreign key (tenant_id, meter_id) references license_meters (tenant_id, id)
);
create index license_meter_reservations_held on license_meter_reservations (tenant_id, meter_id) where state = 'HELD';
create index license_meter_reservations_old on license_meter_reservations (tenant_id, expires_at);
select protect_tenant_table('license_meter_reservations', 'select, insert, update, delete');

-- Requests that were granted, by the name that the program gave them: one that comes again counts once.
create table license_meter_requests (
    tenant_id      uuid        not null references tenants,
    license_id     uuid        not null references licenses,
    request        text        not null,
    content        text        not null,
    reservation_id uuid,
    requested_at   timestamptz not null,
    primary key (tenant_id, license_id, request)
);
create index license_meter_requests_old on license_meter_requests (tenant_id, requested_at);
select protect_tenant_table('license_meter_requests', 'select, insert, update, delete');
