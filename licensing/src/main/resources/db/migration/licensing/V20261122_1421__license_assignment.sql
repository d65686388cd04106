-- Whose a license is. All four may be absent; then only those who reach everything see it.
-- Keys to other tables carry the tenant: a foreign key is checked without row-level security.
alter table licenses
    add column owner_user_id    uuid,
    add column team_id          uuid,
    add column partner_id       uuid,
    add column customer_user_id uuid,
    add constraint licenses_owner foreign key (tenant_id, owner_user_id) references users (tenant_id, id),
    add constraint licenses_team foreign key (tenant_id, team_id) references teams (tenant_id, id),
    add constraint licenses_partner foreign key (tenant_id, partner_id) references partners (tenant_id, id),
    add constraint licenses_customer foreign key (tenant_id, customer_user_id) references users (tenant_id, id);
create index licenses_owner on licenses (tenant_id, owner_user_id, id desc) where owner_user_id is not null;
create index licenses_team on licenses (tenant_id, team_id, id desc) where team_id is not null;
create index licenses_partner on licenses (tenant_id, partner_id, id desc) where partner_id is not null;
create index licenses_customer on licenses (tenant_id, customer_user_id, id desc) where customer_user_id is not null;
