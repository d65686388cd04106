-- What a policy has said, for good: a license names the version that it took its conditions from.
create table policy_versions (
    tenant_id  uuid        not null references tenants,
    policy_id  uuid        not null references policies,
    version    int         not null,
    content    jsonb       not null,
    changed_at timestamptz not null,
    changed_by text        not null,
    primary key (tenant_id, policy_id, version)
);
select protect_tenant_table('policy_versions', 'select, insert');

-- The version is null for licenses that were issued before versions were kept: they take over whatever differs.
-- Overrides are the parts that were set for the license alone: a policy that is applied leaves them as they are.
alter table licenses add column policy_version int;
alter table licenses add column overrides text[] not null default '{}';
