-- What a machine uses its license for. Only those for production take seats; the others have bounds of their own.
set lock_timeout = '5s';
alter table license_activations add column purpose text not null default 'PRODUCTION';
