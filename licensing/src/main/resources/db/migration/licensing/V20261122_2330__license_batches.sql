-- A place in a batch is given once: whoever asks for it again is shown the license that has it.
set lock_timeout = '5s';
alter table licenses add column batch text;
alter table licenses add column batch_place int;
create unique index licenses_batch on licenses (tenant_id, batch, batch_place) where batch is not null;
