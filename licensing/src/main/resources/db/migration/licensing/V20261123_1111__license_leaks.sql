-- Licenses whose key seems to have got around.
set lock_timeout = '5s';

-- Which machine asked, whether it is activated or not; null for one that did not say.
alter table validation_logs add column fingerprint text;

create table license_leaks (
    id         uuid primary key,
    tenant_id  uuid        not null references tenants,
    license_id uuid        not null references licenses,
    reason     text        not null check (reason in ('TOO_MANY_FINGERPRINTS', 'TOO_MANY_ADDRESSES', 'IMPOSSIBLE_TRAVEL')),
    detail     text        not null,
    found_at   timestamptz not null,
    state      text        not null check (state in ('OPEN', 'RESOLVED', 'IGNORED')),
    note       text,
    closed_at  timestamptz check ((closed_at is null) = (state = 'OPEN')),
    closed_by  uuid
);
create index license_leaks_newest on license_leaks (tenant_id, id);
create index license_leaks_license on license_leaks (tenant_id, license_id, reason, found_at desc);
select protect_tenant_table('license_leaks', 'select, insert, update');
