-- What operators see of jobs, and whether they paused one. The table of the scheduler says when each runs.
create table jobs (
    name            text primary key,
    kind            text not null check (kind in ('RECURRING', 'ONE_OFF')),
    every_seconds   bigint,
    paused_at       timestamptz,
    paused_by       text,
    last_success_at timestamptz
);
select grant_to_app('jobs', 'select, insert, update (kind, every_seconds, paused_at, paused_by, last_success_at)');

-- The last run of each instance that is still there.
create table job_runs (
    job        text not null references jobs,
    instance   text not null,
    started_at timestamptz not null,
    failed_at  timestamptz,
    error      text,
    primary key (job, instance)
);
select grant_to_app('job_runs', 'select, insert, update (started_at, failed_at, error), delete');
