-- How many calls callers may make, and how many they made.

-- Allowances that were changed at run time; for the whole installation.
create table rate_limits (
    code           text        primary key,
    requests       int         not null check (requests between 1 and 10000000),
    window_seconds int         not null check (window_seconds between 1 and 3600),
    changed_at     timestamptz not null
);
comment on table rate_limits is 'No row-level security: they are the installation''s, and hold no data of a tenant.';
select grant_to_app('rate_limits', 'select, insert, update, delete');

-- What all processes counted in a window. Unlogged: after a crash everybody starts anew, and nothing else is lost.
create unlogged table rate_usage (
    -- A hash of whose calls and which limit.
    subject    text        not null,
    slot       bigint      not null,
    calls      int         not null,
    counted_at timestamptz not null,
    primary key (subject, slot)
);
create index rate_usage_counted_at on rate_usage (counted_at);
comment on table rate_usage is 'No row-level security: counts under hashes that nobody can read back.';
select grant_to_app('rate_usage', 'select, insert, update, delete');
