-- The licenses outside of production, which are few: nobody looks for them among all.
-- Nobody waits for whoever builds an index so, and it has to wait for transactions that began before.
set lock_timeout = '60s';
create index concurrently licenses_elsewhere on licenses (tenant_id, id desc) where environment <> 'production';
