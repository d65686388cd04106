-- All that is sold, granted and counted belongs to one environment of its tenant.
set lock_timeout = '5s';

select protect_environment_table(t) from unnest(array[
    'products', 'product_versions', 'policies', 'policy_versions', 'licenses', 'license_former_keys', 'license_words',
    'license_features', 'license_limits', 'license_grants', 'license_activations', 'license_heartbeats',
    'validation_logs', 'license_leases', 'license_lease_places', 'license_meters', 'license_meter_members',
    'license_meter_reservations', 'license_meter_requests', 'offline_requests', 'license_users', 'license_trials',
    'license_trial_machines', 'license_trial_marks', 'license_usage_stats', 'license_usage_users', 'access_rules',
    'license_leaks']::regclass[]) t;

-- A rule may stand in several environments.
alter table access_rules drop constraint access_rules_once;
alter table access_rules add constraint access_rules_once
    unique nulls not distinct (tenant_id, environment, kind, subject, value, product_id, license_id);

-- Numbers are given once in a tenant, whatever the environment: products of several may have the same code, which is in
-- the number, so that numbers are counted by code.
alter table license_number_counters add column product_code text;
do $$
declare
    vendor uuid;
begin
    for vendor in select id from tenants loop
        perform set_config('marque.tenant', vendor::text, true);
        update license_number_counters c set product_code = p.code from products p where p.id = c.product_id;
    end loop;
    perform set_config('marque.tenant', '', true);
end
$$;
alter table license_number_counters
    drop constraint license_number_counters_pkey,
    drop column product_id,
    add primary key (tenant_id, product_code, month);
