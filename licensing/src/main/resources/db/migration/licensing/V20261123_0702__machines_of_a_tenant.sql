-- The active machines of a tenant, page by page.
-- Nobody waits for whoever builds an index so, and it has to wait for transactions that began before.
set lock_timeout = '60s';
create index concurrently license_activations_page on license_activations (tenant_id, id desc)
    where deactivated_at is null;
