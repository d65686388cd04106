-- The trace in which an event was written, as W3C Trace Context has it. Null where no trace is recorded.
alter table outbox add column traceparent text;
