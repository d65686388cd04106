-- Licenses that are to be watched are found without looking at the others.
-- Nobody waits for whoever builds an index so, and it has to wait for transactions that began before.
set lock_timeout = '60s';
create index concurrently licenses_watched on licenses (tenant_id, id) where rules -> 'leaks' is not null;
