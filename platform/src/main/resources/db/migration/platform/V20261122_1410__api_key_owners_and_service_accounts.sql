-- Keys get an owner, networks, successors and a reason for their end; programs get accounts.

create table service_accounts (
    id          uuid primary key,
    tenant_id   uuid        not null references tenants,
    name        text        not null,
    description text,
    roles       text[]      not null,
    created_at  timestamptz not null,
    disabled_at timestamptz
);
create unique index service_accounts_name on service_accounts (tenant_id, lower(name));
create index service_accounts_page on service_accounts (tenant_id, id desc);
select protect_tenant_table('service_accounts', 'select, insert, update, delete');

-- An owner is a user or a service account, so no foreign key can say so; a key whose owner is gone is refused.
alter table api_keys
    add column allowed_networks  text[] not null default '{}',
    add column owner_kind        text check (owner_kind in ('USER', 'SERVICE_ACCOUNT')),
    add column owner_id          uuid check ((owner_id is null) = (owner_kind is null)),
    add column made_by_key       uuid references api_keys,
    add column replaced_by       uuid references api_keys,
    add column revocation_reason text check (
        revocation_reason in ('REQUESTED', 'LEAKED', 'MADE_BY_LEAKED_KEY', 'OWNER_DELETED'));
create index api_keys_prefix on api_keys (tenant_id, prefix);
create index api_keys_owner on api_keys (tenant_id, owner_id, id desc);
create index api_keys_made_by on api_keys (tenant_id, made_by_key) where made_by_key is not null;

-- Beside the keys, since it changes every minute of use and is no change of the key.
create table api_key_uses (
    key_id    uuid primary key references api_keys,
    tenant_id uuid        not null references tenants,
    used_at   timestamptz not null,
    address   text
);
create index api_key_uses_tenant on api_key_uses (tenant_id);
select protect_tenant_table('api_key_uses', 'select, insert, update');
