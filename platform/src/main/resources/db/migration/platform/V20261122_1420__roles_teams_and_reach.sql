-- Roles that tenants make themselves, and how far each role reaches.

alter table roles
    add column id         uuid        not null default gen_random_uuid(),
    add column name       text        not null default '',
    add column reach      text        not null default 'ALL' check (reach in ('OWN', 'TEAM', 'PARTNER', 'ALL')),
    add column created_at timestamptz not null default now(),
    add column updated_at timestamptz not null default now();
-- Who forgets to say how far a role reaches gets the least.
alter table roles alter column reach set default 'OWN';
create unique index roles_id on roles (tenant_id, id);
select grant_to_app('roles', 'select, insert, update, delete');

create table teams (
    id         uuid primary key,
    tenant_id  uuid        not null references tenants,
    name       text        not null,
    created_at timestamptz not null,
    unique (tenant_id, id)
);
create unique index teams_name on teams (tenant_id, lower(name));
create index teams_page on teams (tenant_id, id desc);
select protect_tenant_table('teams', 'select, insert, update (name), delete');

-- Those who sell for the vendor. What they have agreed on comes with sales; here they mark whose records are whose.
create table partners (
    id         uuid primary key,
    tenant_id  uuid        not null references tenants,
    name       text        not null,
    created_at timestamptz not null,
    unique (tenant_id, id)
);
create unique index partners_name on partners (tenant_id, lower(name));
create index partners_page on partners (tenant_id, id desc);
select protect_tenant_table('partners', 'select, insert, update (name), delete');

-- Keys to other tables carry the tenant: a foreign key is checked without row-level security.
alter table users
    add column team_id    uuid,
    add column partner_id uuid,
    add constraint users_of_tenant unique (tenant_id, id),
    add constraint users_team foreign key (tenant_id, team_id) references teams (tenant_id, id),
    add constraint users_partner foreign key (tenant_id, partner_id) references partners (tenant_id, id);
create index users_team on users (tenant_id, team_id) where team_id is not null;
create index users_partner on users (tenant_id, partner_id) where partner_id is not null;

