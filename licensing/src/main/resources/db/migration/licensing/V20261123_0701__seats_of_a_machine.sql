-- Whether a machine has a seat of another license.
-- Nobody waits for whoever builds an index so, and it has to wait for transactions that began before.
set lock_timeout = '60s';
create index concurrently license_activations_machine on license_activations (tenant_id, fingerprint)
    where deactivated_at is null;
