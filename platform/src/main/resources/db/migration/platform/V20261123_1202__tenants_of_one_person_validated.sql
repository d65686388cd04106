-- What the migration before added without reading the tables.

set lock_timeout = '5s';

alter table sessions validate constraint sessions_method;
alter table one_time_tokens validate constraint one_time_tokens_purpose_check;
