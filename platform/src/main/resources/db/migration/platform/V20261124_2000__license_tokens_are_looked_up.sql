-- A token of a license is presented as other secrets are. What is there is looked at by the next migration.
set lock_timeout = '5s';
alter table credential_directory drop constraint credential_directory_kind_check;
alter table credential_directory add constraint credential_directory_kind_check
    check (kind in ('EMAIL', 'REFRESH_TOKEN', 'API_KEY', 'LICENSE_KEY', 'LICENSE_TOKEN', 'SIGNING_KEY')) not valid;
