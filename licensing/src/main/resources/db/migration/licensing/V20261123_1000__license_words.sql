-- The words by which licenses are found. In the order of their bytes, so that all words that begin alike lie together.
create table license_words (
    tenant_id  uuid not null references tenants,
    license_id uuid not null references licenses,
    word       text collate "C" not null,
    primary key (tenant_id, license_id, word)
);
create index license_words_word on license_words (tenant_id, word, license_id desc);
select protect_tenant_table('license_words', 'select, insert, delete');

-- Licenses that are there already. Each vendor's are seen by naming the vendor: row-level security holds for us, too.
do $$
declare
    vendor uuid;
begin
    for vendor in select id from tenants loop
        perform set_config('marque.tenant', vendor::text, true);
        insert into license_words (tenant_id, license_id, word)
        select l.tenant_id, l.id, left(w.word, 60)
        from licenses l,
             regexp_split_to_table(lower(normalize(
                 concat_ws(' ', l.number, l.name, (select string_agg(m.value, ' ') from jsonb_each_text(l.metadata) m)),
                 nfkd)), '[^[:alnum:]]+') as w(word)
        where w.word <> ''
        on conflict do nothing;
    end loop;
    perform set_config('marque.tenant', '', true);
end
$$;
