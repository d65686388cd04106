-- What is sold, what was granted, where it is installed, and what installations were told.
--
-- Every table carries its tenant, and every index that a query uses begins with it: row-level security adds the tenant
-- to each query, so an index without it would be read across all tenants.
-- Terms are ISO 8601 texts (P1Y, PT15M): PostgreSQL's interval has no way to say "one year, on the clock on the wall".

create table products (
    id              uuid primary key,
    tenant_id       uuid        not null references tenants,
    code            text        not null check (code ~ '^[A-Z0-9]{2,8}$'),
    name            text        not null,
    minimum_version text,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    version         int         not null default 1
);
create unique index products_code on products (tenant_id, code);
create index products_page on products (tenant_id, id desc);
select protect_tenant_table('products', 'select, insert, update');

create table policies (
    id                        uuid primary key,
    tenant_id                 uuid        not null references tenants,
    product_id                uuid        not null references products,
    name                      text        not null,
    term                      text,
    grace                     text        not null,
    max_activations           int check (max_activations >= 1),
    requires_activation       boolean     not null,
    matching                  text        not null,
    renewal_basis             text        not null,
    heartbeat_interval        text        not null,
    activation_token_lifetime text        not null,
    key_format                text        not null check (key_format in ('JWT', 'SIGNED', 'RANDOM')),
    key_scheme                text,
    key_prefix                text        not null,
    features                  text[]      not null,
    limits                    jsonb       not null,
    created_at                timestamptz not null,
    updated_at                timestamptz not null,
    version                   int         not null default 1
);
create index policies_page on policies (tenant_id, id desc);
create index policies_product on policies (tenant_id, product_id, id desc);
select protect_tenant_table('policies', 'select, insert, update');

-- The last number given to a product's licenses in a month (of the tenant's zone). Counting up one row is what makes
-- numbers unique under concurrency: whoever comes second waits for the first, and a number is never given twice.
create table license_number_counters (
    tenant_id  uuid not null references tenants,
    product_id uuid not null references products,
    month      text not null check (month ~ '^[0-9]{6}$'),
    last       int  not null,
    primary key (tenant_id, product_id, month)
);
select protect_tenant_table('license_number_counters', 'select, insert, update (last)');

-- The policy's terms are copied at issue: what was sold does not change because a policy is edited later.
-- "Expired" and "in grace" are not stored. They follow from expires_at, so no job has to run for a license to end on time.
create table licenses (
    id                        uuid primary key,
    tenant_id                 uuid        not null references tenants,
    product_id                uuid        not null references products,
    policy_id                 uuid        not null references policies,
    number                    text        not null,
    state                     text        not null check (state in ('ACTIVE', 'SUSPENDED', 'REVOKED', 'ARCHIVED')),
    state_reason              text,
    name                      text,
    key_hash                  bytea       not null,
    key_encrypted             bytea       not null,
    term                      text,
    grace                     text        not null,
    max_activations           int check (max_activations >= 1),
    requires_activation       boolean     not null,
    matching                  text        not null,
    renewal_basis             text        not null,
    heartbeat_interval        text        not null,
    activation_token_lifetime text        not null,
    -- The end of the n-th term is counted from the anchor, never from the end before it: month ends do not drift.
    term_anchor               timestamptz not null,
    term_count                int         not null check (term_count >= 0),
    expires_at                timestamptz,
    metadata                  jsonb       not null,
    created_at                timestamptz not null,
    updated_at                timestamptz not null,
    version                   int         not null default 1
);
create unique index licenses_number on licenses (tenant_id, number);
create unique index licenses_key on licenses (tenant_id, key_hash);
create index licenses_page on licenses (tenant_id, id desc);
create index licenses_product on licenses (tenant_id, product_id, id desc);
create index licenses_policy on licenses (tenant_id, policy_id, id desc);
create index licenses_state on licenses (tenant_id, state, id desc);
select protect_tenant_table('licenses', 'select, insert, update');

create table license_features (
    tenant_id  uuid not null references tenants,
    license_id uuid not null references licenses,
    code       text not null,
    expires_at timestamptz,
    primary key (tenant_id, license_id, code)
);
select protect_tenant_table('license_features', 'select, insert, update, delete');

create table license_limits (
    tenant_id  uuid   not null references tenants,
    license_id uuid   not null references licenses,
    name       text   not null,
    value      bigint not null check (value >= 0),
    primary key (tenant_id, license_id, name)
);
select protect_tenant_table('license_limits', 'select, insert, update, delete');

create table license_activations (
    id                uuid primary key,
    tenant_id         uuid        not null references tenants,
    license_id        uuid        not null references licenses,
    fingerprint       text        not null,
    components        jsonb       not null,
    name              text,
    app_version       text,
    platform          text,
    address           text,
    activated_at      timestamptz not null,
    refreshed_at      timestamptz not null,
    last_heartbeat_at timestamptz,
    deactivated_at    timestamptz
);
-- One machine holds one seat of a license. Deactivated rows stay as history and do not count.
create unique index license_activations_fingerprint on license_activations (tenant_id, license_id, fingerprint)
    where deactivated_at is null;
create index license_activations_active on license_activations (tenant_id, license_id, id desc)
    where deactivated_at is null;
select protect_tenant_table('license_activations', 'select, insert, update');

-- Signs of life and answers given. Both grow with every installation, not with every sale: partitioned by month, so that
-- old months are dropped whole instead of deleted row by row. No foreign keys, because checking them would cost every
-- heartbeat a look-up, and the rows are written only after the license was read in the same transaction.
create table license_heartbeats (
    tenant_id     uuid        not null,
    license_id    uuid        not null,
    activation_id uuid        not null,
    received_at   timestamptz not null,
    app_version   text,
    address       text
) partition by range (received_at);
create index license_heartbeats_activation on license_heartbeats (tenant_id, activation_id, received_at desc);
select protect_tenant_table('license_heartbeats', 'select, insert');

create table validation_logs (
    id            uuid        not null,
    tenant_id     uuid        not null,
    license_id    uuid        not null,
    activation_id uuid,
    code          text        not null,
    valid         boolean     not null,
    app_version   text,
    address       text,
    validated_at  timestamptz not null,
    primary key (tenant_id, id, validated_at)
) partition by range (validated_at);
create index validation_logs_license on validation_logs (tenant_id, license_id, validated_at desc);
select protect_tenant_table('validation_logs', 'select, insert');

-- Registered for the platform's upkeep, and made here for the first months, so that installations are answered even if
-- no upkeep ever ran on this database.
insert into partitioned_tables (parent, retention)
values ('license_heartbeats', interval '90 days'), ('validation_logs', interval '90 days');
select ensure_month_partitions('license_heartbeats', 3, now());
select ensure_month_partitions('validation_logs', 3, now());
