-- When the term that runs began, where the anchor does not tell: another policy kept its end, and later terms are counted
-- from that. Null for all others.
set lock_timeout = '5s';
alter table licenses add column term_began_at timestamptz;
