-- Which master keys something here was sealed under: ids that tell keys apart and say nothing about them.
create table master_keys (
    key_id        bytea primary key check (length(key_id) = 8),
    first_used_at timestamptz not null
);
select grant_to_app('master_keys', 'select, insert, delete');

-- So that sign-ins under way are sealed anew like everything else.
grant update (verifier_sealed) on oidc_sign_ins to ${appRole};
