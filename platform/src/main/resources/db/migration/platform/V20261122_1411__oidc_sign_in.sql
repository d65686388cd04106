-- People sign in through providers that their tenant chose.

create table oidc_providers (
    id                   uuid primary key,
    tenant_id            uuid        not null references tenants,
    name                 text        not null,
    issuer               text        not null,
    client_id            text        not null,
    client_secret_sealed bytea,
    scopes               text[]      not null,
    group_claim          text,
    group_roles          jsonb       not null,
    default_role         text,
    creates_people       boolean     not null,
    links_by_email       boolean     not null,
    email_domains        text[]      not null,
    enabled              boolean     not null,
    created_at           timestamptz not null,
    updated_at           timestamptz not null
);
create index oidc_providers_page on oidc_providers (tenant_id, id desc);
select protect_tenant_table('oidc_providers', 'select, insert, update, delete');

-- Who somebody is here whom an issuer calls so. It outlives the provider: the same issuer means the same person.
create table oidc_identities (
    tenant_id  uuid        not null references tenants,
    issuer     text        not null,
    subject    text        not null,
    user_id    uuid        not null references users on delete cascade,
    created_at timestamptz not null,
    primary key (tenant_id, issuer, subject)
);
create index oidc_identities_user on oidc_identities (tenant_id, user_id);
select protect_tenant_table('oidc_identities', 'select, insert, delete');

-- Sign-ins under way. A row is visible to its tenant, and to whoever presents its state: 256 random bits.
create table oidc_sign_ins (
    id              uuid primary key,
    tenant_id       uuid        not null references tenants,
    provider_id     uuid        not null references oidc_providers on delete cascade,
    state_hash      bytea       not null,
    nonce_hash      bytea       not null,
    secret_hash     bytea       not null,
    verifier_sealed bytea       not null,
    created_at      timestamptz not null,
    expires_at      timestamptz not null
);
create unique index oidc_sign_ins_state on oidc_sign_ins (state_hash);
create index oidc_sign_ins_expiry on oidc_sign_ins (tenant_id, expires_at);
create index oidc_sign_ins_provider on oidc_sign_ins (provider_id);
select protect_tenant_table('oidc_sign_ins', 'select, insert, delete');
create policy presented on oidc_sign_ins for select using (state_hash = current_lookup());
