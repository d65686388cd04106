-- All machines of a license, also those that were taken off: their heartbeats are found through them.
-- Nobody waits for whoever builds an index so, and it has to wait for transactions that began before.
set lock_timeout = '60s';
create index concurrently license_activations_license on license_activations (tenant_id, license_id);
