-- Who may call, what happened, and what signs.

create table tenants (
    id         uuid primary key,
    slug       text        not null unique check (slug ~ '^[a-z][a-z0-9-]{1,38}[a-z0-9]$'),
    name       text        not null,
    zone       text        not null default 'UTC',
    created_at timestamptz not null
);
comment on table tenants is 'Vendors. No row-level security: sign-in and jobs must find a tenant before there is one; it holds no data of theirs.';
grant select, insert on tenants to ${appRole};

-- Finds the tenant of a secret that somebody presents. A row is visible to its tenant, and to whoever presents a
-- secret with this very hash: 256 bits that cannot be enumerated.
create table credential_directory (
    lookup_hash bytea not null,
    tenant_id   uuid  not null references tenants,
    kind        text  not null check (kind in ('EMAIL', 'REFRESH_TOKEN', 'API_KEY', 'LICENSE_KEY', 'SIGNING_KEY')),
    subject_id  uuid  not null,
    primary key (lookup_hash, tenant_id)
);
create index credential_directory_subject on credential_directory (tenant_id, subject_id);
select protect_tenant_table('credential_directory', 'select, insert, delete');
create policy presented on credential_directory for select using (lookup_hash = current_lookup());

create table roles (
    tenant_id   uuid    not null references tenants,
    code        text    not null,
    permissions text[]  not null,
    built_in    boolean not null,
    primary key (tenant_id, code)
);
select protect_tenant_table('roles', 'select, insert, update');

create table users (
    id            uuid primary key,
    tenant_id     uuid        not null references tenants,
    email         text        not null,
    name          text        not null,
    password_hash text        not null,
    roles         text[]      not null,
    created_at    timestamptz not null
);
create unique index users_email on users (tenant_id, lower(email));
select protect_tenant_table('users', 'select, insert, update');

-- One row per refresh token ever given within a sign-in (family). A used token that comes back was stolen: its family
-- is revoked.
create table refresh_tokens (
    id         uuid primary key,
    tenant_id  uuid        not null references tenants,
    family_id  uuid        not null,
    user_id    uuid        not null references users,
    token_hash bytea       not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz,
    revoked_at timestamptz
);
create unique index refresh_tokens_hash on refresh_tokens (tenant_id, token_hash);
create index refresh_tokens_family on refresh_tokens (tenant_id, family_id);
create index refresh_tokens_expiry on refresh_tokens (tenant_id, expires_at);
select protect_tenant_table('refresh_tokens', 'select, insert, update, delete');

create table api_keys (
    id         uuid primary key,
    tenant_id  uuid        not null references tenants,
    name       text        not null,
    prefix     text        not null,
    key_hash   bytea       not null,
    scopes     text[]      not null,
    created_at timestamptz not null,
    expires_at timestamptz,
    revoked_at timestamptz
);
create index api_keys_page on api_keys (tenant_id, id desc);
create unique index api_keys_hash on api_keys (tenant_id, key_hash);
select protect_tenant_table('api_keys', 'select, insert, update');

create table signing_keys (
    id                    uuid primary key,
    tenant_id             uuid        not null references tenants,
    kid                   text        not null unique,
    algorithm             text        not null,
    public_key            bytea       not null,
    private_key_encrypted bytea       not null,
    state                 text        not null check (state in ('ACTIVE', 'RETIRED')),
    created_at            timestamptz not null
);
create unique index signing_keys_active on signing_keys (tenant_id, algorithm) where state = 'ACTIVE';
select protect_tenant_table('signing_keys', 'select, insert, update');

-- Append-only: the application's role may add and read, never change or remove.
create table audit_logs (
    id          uuid primary key,
    tenant_id   uuid        not null references tenants,
    occurred_at timestamptz not null,
    actor_kind  text        not null,
    actor_id    uuid        not null,
    actor_name  text        not null,
    action      text        not null,
    record_type text        not null,
    record_id   uuid        not null,
    before      jsonb,
    after       jsonb,
    request_id  text        not null,
    address     text,
    user_agent  text
);
create index audit_logs_page on audit_logs (tenant_id, id desc);
create index audit_logs_record on audit_logs (tenant_id, record_id, id desc);
select protect_tenant_table('audit_logs', 'select, insert');

-- Events, written in the transaction that makes them true.
create table outbox (
    id             uuid primary key,
    tenant_id      uuid        not null references tenants,
    aggregate_type text        not null,
    aggregate_id   uuid        not null,
    type           text        not null,
    payload        jsonb       not null,
    occurred_at    timestamptz not null
);
create index outbox_page on outbox (tenant_id, id desc);
select protect_tenant_table('outbox', 'select, insert');
