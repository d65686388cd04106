-- The named users of licenses: one row for each person and license. A seat is taken by who is assigned, by who is invited
-- until the invitation ends, and by who was released until the seat has cooled off: held_until, null for as long as
-- somebody is assigned. Time alone frees it, no job has to run. "held" is the word of whoever last changed a user of
-- this license, as with leases: what was freed by one clock is not taken up again by another that is behind.
create table license_users (
    id            uuid primary key,
    tenant_id     uuid        not null references tenants,
    license_id    uuid        not null references licenses,
    email         text        not null,
    -- The address as all ways to write it have it in common.
    person        text        not null,
    state         text        not null check (state in ('INVITED', 'ASSIGNED', 'RELEASED')),
    -- SHA-256 of the invitation's token.
    invitation    bytea       check (length(invitation) = 32),
    invited_at    timestamptz,
    invited_until timestamptz check (invited_until >= invited_at),
    assigned_at   timestamptz,
    released_at   timestamptz,
    cools_until   timestamptz check (cools_until >= released_at),
    held          boolean     not null,
    held_until    timestamptz,
    check (state <> 'ASSIGNED' or (held and held_until is null)),
    check (state = 'ASSIGNED' or held_until is not null)
);
create unique index license_users_person on license_users (tenant_id, license_id, person);
create unique index license_users_invitation on license_users (tenant_id, license_id, invitation);
create index license_users_held on license_users (tenant_id, license_id, id desc) where held;
create index license_users_until on license_users (tenant_id, license_id, held_until) where held;
select protect_tenant_table('license_users', 'select, insert, update');
