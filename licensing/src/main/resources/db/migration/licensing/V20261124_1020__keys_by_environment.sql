-- The new indexes take the places of the old.
set lock_timeout = '5s';
alter table access_rules
    drop constraint access_rules_once,
    add constraint access_rules_once unique using index access_rules_in_environment;
alter table license_words
    drop constraint license_words_pkey,
    add constraint license_words_pkey primary key using index license_words_license;
