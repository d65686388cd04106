-- Where vendors want to be told, and what became of it.

create table webhooks (
    id                     uuid        primary key,
    tenant_id              uuid        not null references tenants,
    url                    text        not null check (length(url) <= 2000),
    event_types            text[]      not null check (cardinality(event_types) between 1 and 100),
    description            text        not null,
    active                 boolean     not null,
    -- Why Marque itself switched it off.
    disabled_because       text,
    secret_sealed          bytea       not null,
    -- Signs beside the new one until then.
    previous_secret_sealed bytea,
    previous_secret_until  timestamptz,
    created_at             timestamptz not null,
    updated_at             timestamptz not null,
    check ((previous_secret_sealed is null) = (previous_secret_until is null))
);
create index webhooks_page on webhooks (tenant_id, id desc);
select protect_tenant_table('webhooks', 'select, insert, delete, update (url, event_types, description, active, '
    'disabled_because, secret_sealed, previous_secret_sealed, previous_secret_until, updated_at)');

-- How an endpoint is doing, and which process delivers to it now (by the database's clock).
create table webhook_queues (
    webhook_id           uuid        primary key references webhooks on delete cascade,
    tenant_id            uuid        not null,
    consecutive_failures int         not null default 0,
    failing_since        timestamptz,
    next_attempt_at      timestamptz,
    holder               uuid,
    leased_until         timestamptz not null default '-infinity'
);
create index webhook_queues_tenant on webhook_queues (tenant_id, leased_until);
select protect_tenant_table('webhook_queues', 'select, insert, '
    'update (consecutive_failures, failing_since, next_attempt_at, holder, leased_until)');

-- A message for an endpoint. The body is kept, so that every attempt and replay sends the same bytes.
create table webhook_deliveries (
    id          uuid        primary key,
    tenant_id   uuid        not null,
    webhook_id  uuid        not null references webhooks on delete cascade,
    position    bigint      not null generated always as identity,
    event_id    uuid        not null,
    event_type  text        not null,
    body        text        not null,
    state       text        not null check (state in ('PENDING', 'DELIVERED', 'FAILED', 'SKIPPED')),
    attempts    int         not null default 0,
    created_at  timestamptz not null,
    finished_at timestamptz,
    replay_of   uuid,
    check ((state = 'PENDING') = (finished_at is null))
);
-- An event that the relay hands over twice is queued once.
create unique index webhook_deliveries_event on webhook_deliveries (webhook_id, event_id) where replay_of is null;
create index webhook_deliveries_pending on webhook_deliveries (tenant_id, webhook_id, position)
    where state = 'PENDING';
create index webhook_deliveries_page on webhook_deliveries (tenant_id, webhook_id, id desc);
create index webhook_deliveries_time on webhook_deliveries (tenant_id, created_at);
select protect_tenant_table('webhook_deliveries',
    'select, insert, update (state, attempts, finished_at), delete');

create table webhook_attempts (
    id              uuid        primary key,
    tenant_id       uuid        not null,
    delivery_id     uuid        not null references webhook_deliveries on delete cascade,
    attempt         int         not null,
    attempted_at    timestamptz not null,
    duration_millis int         not null,
    -- Null when there was no answer; then error says why.
    status          int,
    answer          text,
    error           text,
    next_attempt_at timestamptz
);
create index webhook_attempts_delivery on webhook_attempts (delivery_id, attempt);
select protect_tenant_table('webhook_attempts', 'select, insert');

-- The tenants that have an endpoint to which something may be sent now. As tenants_with_events.
create function tenants_with_webhooks(now timestamptz) returns setof uuid
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
declare
    tenant uuid;
begin
    for tenant in select t.id from public.tenants t loop
        perform set_config('marque.tenant', tenant::text, true);
        if exists (select from public.webhook_queues q join public.webhooks w on w.id = q.webhook_id
                   where w.active and q.leased_until <= clock_timestamp()
                     and (q.next_attempt_at is null or q.next_attempt_at <= tenants_with_webhooks.now)
                     and exists (select from public.webhook_deliveries d
                                 where d.webhook_id = q.webhook_id and d.state = 'PENDING')) then
            return next tenant;
        end if;
    end loop;
    perform set_config('marque.tenant', '', true);
end
$$;
revoke execute on function tenants_with_webhooks(timestamptz) from public;
grant execute on function tenants_with_webhooks(timestamptz) to ${appRole};
