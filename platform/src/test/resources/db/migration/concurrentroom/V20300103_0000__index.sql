create index concurrently tenants_name on tenants (name);
