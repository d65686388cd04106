-- The same rule may stand in several environments.
-- Nobody waits for whoever builds an index so, and it has to wait for transactions that began before.
set lock_timeout = '60s';
create unique index concurrently access_rules_in_environment
    on access_rules (tenant_id, environment, kind, subject, value, product_id, license_id) nulls not distinct;
