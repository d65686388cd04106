-- Who added a machine and who took it off: how often installations may do so is limited, staff are not.
-- Null for rows from before, which count for nobody.
set lock_timeout = '5s';
alter table license_activations add column activated_by text;
alter table license_activations add column deactivated_by text;
