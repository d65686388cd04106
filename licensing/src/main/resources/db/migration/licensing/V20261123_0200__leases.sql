-- Who holds a seat of a floating license. A seat is taken while held, and until held_until: time alone frees it, no job
-- has to run. "held" is the word of whoever last gave a seat of this license: it takes the word back from every lease
-- whose time is over, before it counts. So two processes whose clocks differ still never give a seat twice.
-- A row that is not held and has no ended_at is one that ran out and of which nobody has been told yet.
create table license_leases (
    id             uuid primary key,
    tenant_id      uuid        not null references tenants,
    license_id     uuid        not null references licenses,
    holder         text        not null,
    fingerprint    text        not null,
    components     jsonb       not null,
    process        text,
    user_name      text,
    group_name     text,
    overdrawn      boolean     not null,
    address        text,
    acquired_at    timestamptz not null,
    renewed_at     timestamptz not null,
    expires_at     timestamptz not null,
    borrowed_until timestamptz check (borrowed_until <= expires_at),
    held_until     timestamptz not null check (held_until >= expires_at),
    held           boolean     not null default true,
    ended_at       timestamptz,
    end_reason     text
);
-- One holder holds one seat.
create unique index license_leases_holder on license_leases (tenant_id, license_id, holder) where held;
create index license_leases_held on license_leases (tenant_id, license_id, id desc) where held;
create index license_leases_license on license_leases (tenant_id, license_id, id desc);
create index license_leases_run_out on license_leases (tenant_id, id) where not held and ended_at is null;
create index license_leases_ended on license_leases (tenant_id, ended_at) where not held;
select protect_tenant_table('license_leases', 'select, insert, update, delete');

-- Who waits for a seat, in the order of the tickets. A place that was not asked after until kept_until counts no more.
create table license_lease_places (
    id          uuid primary key,
    tenant_id   uuid        not null references tenants,
    license_id  uuid        not null references licenses,
    ticket      bigint      not null,
    holder      text        not null,
    fingerprint text        not null,
    components  jsonb       not null,
    process     text,
    user_name   text,
    group_name  text,
    joined_at   timestamptz not null,
    kept_until  timestamptz not null
);
create unique index license_lease_places_holder on license_lease_places (tenant_id, license_id, holder);
create unique index license_lease_places_ticket on license_lease_places (tenant_id, license_id, ticket);
create index license_lease_places_kept on license_lease_places (tenant_id, kept_until);
select protect_tenant_table('license_lease_places', 'select, insert, update, delete');
