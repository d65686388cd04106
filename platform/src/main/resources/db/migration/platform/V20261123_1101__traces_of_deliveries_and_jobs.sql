set lock_timeout = '5s';

-- The trace that led to a message or a job, as W3C Trace Context has it. Null where no trace is recorded.
alter table webhook_deliveries add column traceparent text;

-- Ours beside those of db-scheduler, which names the columns that it writes.
alter table scheduled_tasks add column traceparent text;
