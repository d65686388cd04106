-- The new indexes take the places of the old.
set lock_timeout = '5s';
drop index license_words_word;
alter index license_words_word_in rename to license_words_word;
alter table license_words
    drop constraint license_words_pkey,
    add constraint license_words_pkey primary key using index license_words_license_in;
