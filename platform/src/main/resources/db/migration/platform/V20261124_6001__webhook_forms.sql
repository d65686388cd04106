-- Endpoints that want their messages in another form than Standard Webhooks, which a room above this one offers.
set lock_timeout = '5s';

-- Null: Standard Webhooks.
alter table webhooks add column form text;
-- By which of the tenant's keys such a message is signed, where its form leaves a choice.
alter table webhooks add column signature_algorithm text;
grant update (signature_algorithm) on webhooks to ${appRole};
