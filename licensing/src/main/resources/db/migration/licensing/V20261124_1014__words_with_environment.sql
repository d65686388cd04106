-- Words are found without their rows, so the index has to say in which environment they are.
-- Nobody waits for whoever builds an index so, and it has to wait for transactions that began before.
set lock_timeout = '60s';
create index concurrently license_words_found on license_words (tenant_id, word, license_id desc) include (environment);
