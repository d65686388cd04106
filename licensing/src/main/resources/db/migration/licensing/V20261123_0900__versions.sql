-- Which versions of a program its licenses cover.
set lock_timeout = '5s';

-- From when on the minimum version is required, and what users of older ones are told.
alter table products add column update_required_from timestamptz;
alter table products add column update_message text;

-- Null: it covers all versions that ever come out.
alter table licenses add column maintenance_ends_at timestamptz;

create table product_versions (
    tenant_id   uuid        not null references tenants,
    product_id  uuid        not null references products,
    -- As Version writes it: equal versions are equal texts.
    version     text        not null,
    channel     text        not null,
    released_at timestamptz not null,
    -- Of all files that are this version, for all platforms.
    checksums   text[]      not null,
    primary key (tenant_id, product_id, version)
);
create index product_versions_page on product_versions (tenant_id, product_id, released_at desc, version);
select protect_tenant_table('product_versions', 'select, insert, update, delete');
