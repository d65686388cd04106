-- Which seat a request from a machine without a network got. A request is good for one seat: brought again after its
-- machine was taken off, it gets no other.
create table offline_requests (
    tenant_id     uuid        not null references tenants,
    license_id    uuid        not null references licenses,
    nonce         text        not null check (nonce ~ '^[0-9a-f]{32}$'),
    activation_id uuid        not null references license_activations,
    answered_at   timestamptz not null,
    primary key (tenant_id, license_id, nonce)
);
create index offline_requests_activation on offline_requests (tenant_id, activation_id);
select protect_tenant_table('offline_requests', 'select, insert');

-- The last number given to a revocation list: of a product's licenses, or with '' of all. Counting it up is what puts
-- the lists in order, whichever process makes them.
create table revocation_list_numbers (
    tenant_id    uuid   not null references tenants,
    product_code text   not null check (product_code ~ '^([A-Z0-9]{2,8})?$'),
    last         bigint not null,
    primary key (tenant_id, product_code)
);
select protect_tenant_table('revocation_list_numbers', 'select, insert, update (last)');
