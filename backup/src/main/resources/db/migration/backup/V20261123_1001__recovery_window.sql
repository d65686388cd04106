-- To which moments the embedded server can be put back, as the process that ships its log saw it last. What counts at a
-- restore is the store; this row is for people and meters.

create table recovery_window (
    only_row     boolean     primary key default true check (only_row),
    looked_at    timestamptz not null,
    windows      text[]      not null,
    last_segment text,
    waiting      integer     not null,
    gaps         text[]      not null,
    problem      text
);
comment on column recovery_window.windows is 'ISO 8601 intervals, the earliest first';
comment on table recovery_window is 'No row-level security: it tells moments and says nothing about tenants. The service shows it to the first tenant only.';
select grant_to_app('recovery_window', 'select, insert, update');
