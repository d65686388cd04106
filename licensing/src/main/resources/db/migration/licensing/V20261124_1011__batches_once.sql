-- A place in a batch is given once in an environment.
-- Nobody waits for whoever builds an index so, and it has to wait for transactions that began before.
set lock_timeout = '60s';
create unique index concurrently licenses_batch_once on licenses (tenant_id, environment, batch, batch_place)
    where batch is not null;
