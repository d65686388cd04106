-- Those terms that most policies leave as they are, by subject: what is absent has its defaults.
set lock_timeout = '5s';
alter table policies add column rules jsonb not null default '{}';
alter table licenses add column rules jsonb not null default '{}';
