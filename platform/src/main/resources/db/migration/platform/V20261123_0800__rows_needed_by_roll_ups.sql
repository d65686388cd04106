-- From when on a table's rows are still needed by whoever sums them up: the upkeep drops no month that ends later, however
-- old it is. Null: nobody sums them up.
set lock_timeout = '5s';
alter table partitioned_tables add column needed_from timestamptz;
select grant_to_app('partitioned_tables', 'select, update (needed_from)');
