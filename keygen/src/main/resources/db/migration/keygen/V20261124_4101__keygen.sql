-- What clients of Keygen say about records, and Marque's own API has no field for: texts of their own, figures of machines.
create table keygen_details (
    tenant_id  uuid        not null references tenants,
    kind       text        not null check (kind in ('PRODUCT', 'POLICY', 'LICENSE', 'MACHINE', 'USER')),
    record_id  uuid        not null,
    attributes jsonb       not null,
    updated_at timestamptz not null,
    primary key (tenant_id, kind, record_id)
);
select protect_tenant_table('keygen_details', 'select, insert, update, delete');
select protect_environment_table('keygen_details');

-- Features have codes only; clients of Keygen give them an id, a name and texts of their own as well.
create table keygen_entitlements (
    id         uuid primary key,
    tenant_id  uuid        not null references tenants,
    code       text        not null check (length(code) between 1 and 63),
    feature    text        not null,
    name       text        not null check (length(name) between 1 and 200),
    metadata   jsonb       not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
select protect_tenant_table('keygen_entitlements', 'select, insert, update, delete');
select protect_environment_table('keygen_entitlements');
create unique index keygen_entitlements_feature on keygen_entitlements (tenant_id, environment, feature);
create index keygen_entitlements_newest on keygen_entitlements (tenant_id, id desc);

-- The parts of machines. They are no part of the fingerprint by which a machine is known again: Keygen knows it by its value.
create table keygen_components (
    id          uuid primary key,
    tenant_id   uuid        not null references tenants,
    machine_id  uuid        not null,
    license_id  uuid        not null,
    fingerprint text        not null check (length(fingerprint) between 1 and 255),
    name        text        not null check (length(name) between 1 and 200),
    metadata    jsonb       not null,
    created_at  timestamptz not null,
    updated_at  timestamptz not null
);
select protect_tenant_table('keygen_components', 'select, insert, update, delete');
select protect_environment_table('keygen_components');
create unique index keygen_components_fingerprint on keygen_components (tenant_id, machine_id, fingerprint);
create index keygen_components_license on keygen_components (tenant_id, license_id);
create index keygen_components_newest on keygen_components (tenant_id, id desc);

-- What runs on machines, alive as long as it says so.
create table keygen_processes (
    id                uuid primary key,
    tenant_id         uuid        not null references tenants,
    machine_id        uuid        not null,
    license_id        uuid        not null,
    pid               text        not null check (length(pid) between 1 and 255),
    metadata          jsonb       not null,
    last_heartbeat_at timestamptz not null,
    created_at        timestamptz not null,
    updated_at        timestamptz not null
);
select protect_tenant_table('keygen_processes', 'select, insert, update, delete');
select protect_environment_table('keygen_processes');
create unique index keygen_processes_pid on keygen_processes (tenant_id, machine_id, pid);
create index keygen_processes_license on keygen_processes (tenant_id, license_id);
create index keygen_processes_newest on keygen_processes (tenant_id, id desc);
