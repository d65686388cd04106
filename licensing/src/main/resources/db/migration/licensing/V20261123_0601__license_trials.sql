-- Trials that were issued or begun. Kept as long as the license, whatever becomes of its machines: so nobody tries twice.
create table license_trials (
    license_id uuid primary key references licenses,
    tenant_id  uuid    not null references tenants,
    product_id uuid    not null references products,
    email      text,
    -- The address as all ways to write it have it in common.
    person     text,
    -- Whether it is the one trial of the product that the person has.
    first      boolean not null check (not first or person is not null),
    started_at timestamptz,
    extensions integer not null default 0 check (extensions >= 0)
);
create unique index license_trials_person on license_trials (tenant_id, product_id, person) where first;
select protect_tenant_table('license_trials', 'select, insert, update');

-- On which machines a trial was begun.
create table license_trial_machines (
    id          uuid primary key,
    tenant_id   uuid        not null references tenants,
    license_id  uuid        not null references licenses,
    fingerprint text        not null,
    components  jsonb       not null,
    started_at  timestamptz not null,
    constraint license_trial_machines_key unique (tenant_id, id)
);
create unique index license_trial_machines_value on license_trial_machines (tenant_id, license_id, fingerprint);
select protect_tenant_table('license_trial_machines', 'select, insert, delete');

-- By what such a machine is found: its value, and each of its components.
create table license_trial_marks (
    tenant_id  uuid not null,
    product_id uuid not null references products,
    mark       text not null,
    machine_id uuid not null,
    primary key (tenant_id, product_id, mark, machine_id),
    foreign key (tenant_id, machine_id) references license_trial_machines (tenant_id, id) on delete cascade
);
create index license_trial_marks_machine on license_trial_marks (tenant_id, machine_id);
select protect_tenant_table('license_trial_marks', 'select, insert, delete');
