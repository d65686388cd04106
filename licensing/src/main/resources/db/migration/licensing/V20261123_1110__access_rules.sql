-- Block lists and allow lists, for all licenses of a tenant, those of a product, or one.
create table access_rules (
    id         uuid primary key,
    tenant_id  uuid        not null references tenants,
    kind       text        not null check (kind in ('ALLOW', 'BLOCK')),
    subject    text        not null check (subject in ('ADDRESS_RANGE', 'COUNTRY', 'FINGERPRINT')),
    -- What cannot be read as a network would fail every validation.
    value      text        not null check (subject <> 'ADDRESS_RANGE' or cast(value as cidr) is not null),
    product_id uuid        references products,
    license_id uuid        references licenses,
    note       text,
    expires_at timestamptz,
    created_at timestamptz not null,
    created_by uuid        not null,
    constraint access_rules_once unique nulls not distinct (tenant_id, kind, subject, value, product_id, license_id)
);
create index access_rules_newest on access_rules (tenant_id, id);
select protect_tenant_table('access_rules', 'select, insert, delete');
