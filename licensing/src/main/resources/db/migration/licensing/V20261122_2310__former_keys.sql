-- The key that a license had before its present one: it works until it ends. There is one at most.
create table license_former_keys (
    tenant_id  uuid        not null references tenants,
    license_id uuid        not null references licenses,
    key_hash   bytea       not null,
    ends_at    timestamptz not null,
    primary key (tenant_id, license_id)
);
select protect_tenant_table('license_former_keys', 'select, insert, delete');
