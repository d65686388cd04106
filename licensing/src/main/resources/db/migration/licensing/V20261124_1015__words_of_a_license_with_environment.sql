-- The same for the words of one license.
-- Nobody waits for whoever builds an index so, and it has to wait for transactions that began before.
set lock_timeout = '60s';
create unique index concurrently license_words_license on license_words (tenant_id, license_id, word)
    include (environment);
