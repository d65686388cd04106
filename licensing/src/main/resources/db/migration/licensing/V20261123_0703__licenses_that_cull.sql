-- The licenses whose dead machines lose their seats.
-- Nobody waits for whoever builds an index so, and it has to wait for transactions that began before.
set lock_timeout = '60s';
create index concurrently licenses_culling on licenses (tenant_id, id)
    where rules #>> '{heartbeat,cull}' = 'DEACTIVATE_DEAD';
