-- A product's code is its own within an environment.
-- Nobody waits for whoever builds an index so, and it has to wait for transactions that began before.
set lock_timeout = '60s';
create unique index concurrently products_code_once on products (tenant_id, environment, code);
