-- Replaced by license_words_found.
-- Nobody waits for whoever builds an index so, and it has to wait for transactions that began before.
set lock_timeout = '60s';
drop index concurrently license_words_word;
