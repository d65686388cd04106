-- The attempts to make a backup. What counts as a good one is what the store says; these rows are for people.

create table backups (
    id           uuid primary key,
    state        text        not null check (state in ('WAITING', 'RUNNING', 'GOOD', 'FAILED')),
    requested_by text        not null,
    requested_at timestamptz not null,
    started_at   timestamptz,
    finished_at  timestamptz,
    archive      text,
    size_bytes   bigint,
    row_count    bigint,
    problem      text
);
comment on table backups is 'No row-level security: a backup holds all tenants. The service shows it to the first tenant only.';
create index backups_attempts on backups (coalesce(started_at, requested_at));
select grant_to_app('backups', 'select, insert, update');
