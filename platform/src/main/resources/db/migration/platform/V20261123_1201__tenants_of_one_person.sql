-- One person with accounts in several tenants, and how somebody proved who they are when a sign-in began.

set lock_timeout = '5s';

-- One half of a link: what an account says of an account elsewhere. It lets nobody in alone; the other account has to
-- say the same of this one, in a row of its own tenant. So no row is readable from two tenants.
create table account_links (
    tenant_id       uuid        not null references tenants,
    user_id         uuid        not null,
    other_tenant_id uuid        not null check (other_tenant_id <> tenant_id),
    other_user_id   uuid        not null,
    linked_at       timestamptz not null,
    primary key (tenant_id, user_id, other_tenant_id),
    foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);
comment on column account_links.other_user_id is 'No foreign key: a row of another tenant is that tenant''s own affair.';
-- The update of linked_at is for row locks only: a switch holds both halves against whoever unlinks.
select protect_tenant_table('account_links', 'select, insert, update (linked_at), delete');

-- How a sign-in began; null for those from before this was noted, which count as the weakest.
alter table sessions
    add column method        text,
    add column second_factor boolean not null default false;
alter table sessions add constraint sessions_method check (method in ('PASSWORD', 'PROVIDER', 'SWITCH')) not valid;
select grant_to_app('sessions',
    'select, insert, update (last_used_at, address, user_agent, ended_at, end_reason, second_factor), delete');

-- Whether nobody else has known the password since its holder chose it.
alter table users add column password_is_own boolean not null default false;

-- The second step of a switch into another tenant.
alter table one_time_tokens drop constraint one_time_tokens_purpose_check;
alter table one_time_tokens add constraint one_time_tokens_purpose_check
    check (purpose in ('SECOND_FACTOR', 'PASSWORD_RESET', 'INVITATION', 'SWITCH')) not valid;
