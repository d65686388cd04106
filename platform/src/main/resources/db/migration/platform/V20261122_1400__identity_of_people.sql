-- People: where they are signed in, their second factor, who is invited, and who guesses.

-- A person who left may be disabled, and comes back with everything; or removed.
alter table users add column disabled_at timestamptz;
select grant_to_app('users', 'select, insert, update, delete');

-- One row per sign-in; the refresh tokens of the family with its id descend from it. It alone says whether the sign-in
-- has ended: refresh_tokens.revoked_at is no longer written.
create table sessions (
    id           uuid primary key,
    tenant_id    uuid        not null references tenants,
    user_id      uuid        not null references users on delete cascade,
    started_at   timestamptz not null,
    last_used_at timestamptz not null,
    address      text,
    user_agent   text,
    ended_at     timestamptz,
    end_reason   text check (end_reason in
        ('SIGNED_OUT', 'REVOKED', 'REFRESH_TOKEN_REUSED', 'PASSWORD_CHANGED', 'USER_DISABLED')),
    check ((ended_at is null) = (end_reason is null))
);
create index sessions_user on sessions (tenant_id, user_id, id desc);
create index sessions_last_used on sessions (tenant_id, last_used_at);
select protect_tenant_table('sessions',
    'select, insert, update (last_used_at, address, user_agent, ended_at, end_reason), delete');

-- Secrets that work once: a row is deleted when its secret is used.
create table one_time_tokens (
    id         uuid primary key,
    tenant_id  uuid        not null references tenants,
    purpose    text        not null check (purpose in ('SECOND_FACTOR', 'PASSWORD_RESET', 'INVITATION')),
    subject_id uuid        not null,
    token_hash bytea       not null,
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create unique index one_time_tokens_hash on one_time_tokens (tenant_id, token_hash);
create index one_time_tokens_subject on one_time_tokens (tenant_id, subject_id, purpose);
create index one_time_tokens_expiry on one_time_tokens (tenant_id, expires_at);
select protect_tenant_table('one_time_tokens', 'select, insert, update (expires_at), delete');

create table second_factors (
    user_id       uuid primary key references users on delete cascade,
    tenant_id     uuid        not null references tenants,
    secret_sealed bytea       not null,
    created_at    timestamptz not null,
    confirmed_at  timestamptz,
    -- The time step of the last code that was taken: no code is taken twice.
    last_step     bigint      not null default 0
);
select protect_tenant_table('second_factors',
    'select, insert, update (secret_sealed, created_at, confirmed_at, last_step), delete');

create table recovery_codes (
    user_id   uuid  not null references second_factors on delete cascade,
    tenant_id uuid  not null references tenants,
    code_hash bytea not null,
    primary key (user_id, code_hash)
);
select protect_tenant_table('recovery_codes', 'select, insert, delete');

create table invitations (
    id          uuid primary key,
    tenant_id   uuid        not null references tenants,
    email       text        not null,
    roles       text[]      not null,
    invited_by  text        not null,
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    accepted_at timestamptz,
    revoked_at  timestamptz,
    check (accepted_at is null or revoked_at is null)
);
create index invitations_page on invitations (tenant_id, id desc);
select protect_tenant_table('invitations', 'select, insert, update (expires_at, accepted_at, revoked_at)');

-- Failures are counted before it is known whether there is such an account, let alone its tenant. A target is the hash
-- of what is guessed at; a place is the network from which it is tried, or '*' for all unfamiliar ones together.
create table guess_counts (
    target     bytea       not null,
    place      text        not null,
    failures   int         not null check (failures >= 0),
    counted_at timestamptz not null,
    not_before timestamptz,
    primary key (target, place)
);
create index guess_counts_age on guess_counts (counted_at);
select grant_to_app('guess_counts', 'select, insert, update (failures, counted_at, not_before), delete');

create table familiar_places (
    target       bytea       not null,
    place        text        not null,
    last_seen_at timestamptz not null,
    primary key (target, place)
);
create index familiar_places_age on familiar_places (last_seen_at);
select grant_to_app('familiar_places', 'select, insert, update (last_seen_at), delete');
