-- Features granted to a license after it was issued: its own, those of add-ons, and those of single users. What it took
-- along from its policy stays in license_features and in its rules.
create table license_grants (
    id         uuid primary key,
    tenant_id  uuid        not null references tenants,
    license_id uuid        not null references licenses,
    code       text        not null,
    value      jsonb       not null,
    source     text        not null check (source in ('ADD_ON', 'LICENSE', 'USER')),
    -- The add-on or the line of an order; of a user's grant the user.
    reference  text        check (reference is not null or source = 'LICENSE'),
    starts_at  timestamptz,
    expires_at timestamptz check (expires_at > starts_at),
    granted_at timestamptz not null,
    -- Granting the same again changes its value and end, and adds nothing.
    constraint license_grants_once unique nulls not distinct (tenant_id, license_id, source, reference, code, starts_at)
);
create index license_grants_license on license_grants (tenant_id, license_id, id);
select protect_tenant_table('license_grants', 'select, insert, update, delete');
