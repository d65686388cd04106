-- Answers to writes that carried an Idempotency-Key, written in the transaction of the write itself.

create table idempotency_keys (
    tenant_id     uuid        not null references tenants,
    actor_id      uuid        not null,
    key           text        not null check (length(key) between 1 and 255),
    request_hash  bytea       not null,
    status        int         not null,
    headers       jsonb       not null,
    -- Sealed: an answer may hold a secret that is shown once.
    body_sealed   bytea,
    expires_at    timestamptz not null,
    primary key (tenant_id, actor_id, key)
);
create index idempotency_keys_expiry on idempotency_keys (tenant_id, expires_at);
select protect_tenant_table('idempotency_keys',
    'select, insert, update (request_hash, status, headers, body_sealed, expires_at), delete');
