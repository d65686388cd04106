-- On its own: rows are read without keeping writers out.
set lock_timeout = '5s';
alter table credential_directory validate constraint credential_directory_kind_check;
