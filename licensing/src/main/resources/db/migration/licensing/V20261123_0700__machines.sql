-- What is known of a machine beyond its activation: the last heartbeat that came after its death, when it last asked
-- whether it may go on (to the hour), and when changed components were taken over, by name.
set lock_timeout = '5s';
alter table license_activations add column revived_at timestamptz;
alter table license_activations add column seen_at timestamptz;
alter table license_activations add column adopted_at jsonb not null default '{}';

-- Whether a machine has a seat of another license; and the active machines of a tenant, page by page.
create index license_activations_machine on license_activations (tenant_id, fingerprint) where deactivated_at is null;
create index license_activations_page on license_activations (tenant_id, id desc) where deactivated_at is null;

-- The licenses whose dead machines lose their seats.
create index licenses_culling on licenses (tenant_id, id) where rules #>> '{heartbeat,cull}' = 'DEACTIVATE_DEAD';
