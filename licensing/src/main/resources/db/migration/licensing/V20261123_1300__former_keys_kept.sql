-- A machine without a network may have written its request with the key before: it is read with that key while it works.
-- Null for keys replaced before.
set lock_timeout = '5s';
alter table license_former_keys add column key_encrypted bytea;
-- It is sealed anew when the master key is replaced.
select grant_to_app('license_former_keys', 'select, insert, delete, update (key_encrypted)');
