-- A key is made (NEXT), published for a while, signs (ACTIVE), and then only verifies (RETIRED). REVOKED ends it from
-- any state: what it signed is no longer genuine.
alter table signing_keys drop constraint signing_keys_state_check;
alter table signing_keys add constraint signing_keys_state_check
    check (state in ('NEXT', 'ACTIVE', 'RETIRED', 'REVOKED'));
alter table signing_keys
    add column activated_at timestamptz,
    add column retired_at timestamptz,
    add column revoked_at timestamptz,
    add column revoked_because text,
    add constraint signing_keys_revoked_check check ((state = 'REVOKED') = (revoked_at is not null));
update signing_keys set activated_at = created_at;
create unique index signing_keys_next on signing_keys (tenant_id, algorithm) where state = 'NEXT';
create index signing_keys_page on signing_keys (tenant_id, id desc);
