-- Tokens of licenses: another way for an installation to say which license it has. Their hashes are in
-- credential_directory alone, and leave it when they are revoked.
create table license_tokens (
    id         uuid primary key,
    tenant_id  uuid        not null references tenants,
    license_id uuid        not null references licenses,
    name       text        not null check (length(name) between 1 and 100),
    prefix     text        not null,
    created_at timestamptz not null,
    expires_at timestamptz,
    revoked_at timestamptz
);
create index license_tokens_newest on license_tokens (tenant_id, license_id, id desc);
select protect_tenant_table('license_tokens', 'select, insert, update (license_id, expires_at, revoked_at)');
select protect_environment_table('license_tokens');
