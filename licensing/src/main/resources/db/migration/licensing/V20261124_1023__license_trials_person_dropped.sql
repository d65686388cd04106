-- Replaced by license_trials_person_once.
-- Nobody waits for whoever builds an index so, and it has to wait for transactions that began before.
set lock_timeout = '60s';
drop index concurrently license_trials_person;
