-- What is known of a machine beyond its activation: the last heartbeat that came after its death, when it last asked
-- whether it may go on (to the hour), and when changed components were taken over, by name.
set lock_timeout = '5s';
alter table license_activations add column revived_at timestamptz;
alter table license_activations add column seen_at timestamptz;
alter table license_activations add column adopted_at jsonb not null default '{}';
