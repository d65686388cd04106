-- A person has one first trial of a product in an environment.
-- Nobody waits for whoever builds an index so, and it has to wait for transactions that began before.
set lock_timeout = '60s';
create unique index concurrently license_trials_person_once on license_trials (tenant_id, environment, product_id, person)
    where first;
