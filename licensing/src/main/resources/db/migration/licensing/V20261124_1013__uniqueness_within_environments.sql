-- Replaced by those that go by environment.
set lock_timeout = '5s';
drop index products_code;
drop index licenses_batch;
drop index license_trials_person;
