-- All that is sold, granted and counted belongs to one environment of its tenant.
set lock_timeout = '5s';

select protect_environment_table(t) from unnest(array[
    'products', 'product_versions', 'policies', 'policy_versions', 'licenses', 'license_former_keys', 'license_words',
    'license_features', 'license_limits', 'license_grants', 'license_activations', 'license_heartbeats',
    'validation_logs', 'license_leases', 'license_lease_places', 'license_meters', 'license_meter_members',
    'license_meter_reservations', 'license_meter_requests', 'offline_requests', 'license_users', 'license_trials',
    'license_trial_machines', 'license_trial_marks', 'license_usage_stats', 'license_usage_users', 'access_rules',
    'license_leaks']::regclass[]) t;

-- The first product of the tenant with that code, whatever its environment. Numbers of licenses are counted under it: they
-- are given once in a tenant, and consist of the code and the count. Runs as the owner, whom environments do not restrict.
create function first_product(with_code text) returns uuid
    language sql stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select p.id from public.products p
    where p.tenant_id = public.current_tenant() and p.code = with_code order by p.created_at, p.id limit 1
$$;
revoke execute on function first_product(text) from public;
grant execute on function first_product(text) to ${appRole};
