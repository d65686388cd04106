package dev.marque.licensing.license;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/**
 * The words of a search. When one of them is rare, its licenses are looked up and sorted by their ids, all from an index.
 * When each is common, the newest licenses are asked one after the other until a page is full. The first reads as many
 * entries as licenses have the word; the second, when so many of all have it, as many as it takes to meet a page of
 * them. Rare is what costs less to look up, so neither reads more than the root of a page times all licenses: some 7,000
 * entries of a million. Except when words are common and hardly ever come together.
 *
 * <p>Whether a license has a word is asked for by {@code (select true … limit 1)}, which is one look into an index. An
 * {@code exists} PostgreSQL may turn into a join of all licenses.
 *
 * @param words the rarest first
 */
record LicenseSearch(List<String> words, boolean hasRare) {

    /** How many words of a search count. */
    private static final int MOST_WORDS = 6;

    /** As many as are looked at in no time, however few licenses there are. */
    private static final int RARE_ANYWAY = 1_000;

    /** Behind every text that begins with the same characters. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    /** @param page how many licenses are wanted */
    static LicenseSearch of(Handle transaction, String text, int page) {
        List<String> words = Words.of(text, MOST_WORDS);
        if (words.isEmpty()) {
            return new LicenseSearch(words, true);
        }
        // How common a word is decides about the plan: one for all words would be right for none. And so little is read
        // that other processes would take longer to start than to help.
        transaction.execute("select set_config('plan_cache_mode', 'force_custom_plan', true),"
                + " set_config('max_parallel_workers_per_gather', '0', true)");
        int rare = rare(transaction, page);
        List<Common> rarestFirst = common(transaction, words, rare);
        return new LicenseSearch(
                rarestFirst.stream().map(Common::word).toList(),
                rarestFirst.getFirst().licenses() < rare);
    }

    /** Of how many licenses a word is rare. How many there are is what the last analysis found, of all tenants. */
    private static int rare(Handle transaction, int page) {
        double all = transaction
                .createQuery("select reltuples from pg_class where oid = 'licenses'::regclass")
                .mapTo(Double.class)
                .one();
        return Math.max(RARE_ANYWAY, (int) Math.sqrt(page * Math.max(0, all)));
    }

    /** How many licenses have a word, up to those of which it is not rare any more. */
    private record Common(String word, int licenses) {}

    private static List<Common> common(Handle transaction, List<String> words, int rare) {
        String sql = IntStream.range(0, words.size())
                .mapToObj(i -> "select " + i + " as place, (select count(*) from (select from license_words w where "
                        + begins("w", i) + " limit :rare) those) as licenses")
                .collect(Collectors.joining(" union all ", "", " order by licenses, place"));
        return transaction
                .createQuery(sql)
                .bindMap(binds(words))
                .bind("rare", rare)
                .map((row, context) -> new Common(words.get(row.getInt("place")), row.getInt("licenses")))
                .list();
    }

    /**
     * What a license {@code l} has to be, as SQL; {@code :after} and {@code :limit} are those of the page.
     *
     * @param more what else it has to be, ready to stand behind a condition; empty if nothing
     */
    String condition(String more) {
        if (words.isEmpty()) {
            return "false";
        }
        return hasRare ? lookedUp(more) : eachAsked();
    }

    private String lookedUp(String more) {
        String others = IntStream.range(1, words.size())
                .mapToObj(i -> " and (select true from license_words o where o.tenant_id = w.tenant_id"
                        + " and o.license_id = w.license_id and " + begins("o", i) + " limit 1)")
                .collect(Collectors.joining());
        String license =
                more.isEmpty() ? "" : " and exists (select from licenses l where l.id = w.license_id" + more + ")";
        return "l.id = any (array(select w.license_id from license_words w where w.license_id < :after and "
                + begins("w", 0) + others + license
                + " group by w.license_id order by w.license_id desc limit :limit))";
    }

    private String eachAsked() {
        return IntStream.range(0, words.size())
                .mapToObj(i -> "(select true from license_words w where w.tenant_id = l.tenant_id"
                        + " and w.license_id = l.id and " + begins("w", i) + " limit 1)")
                .collect(Collectors.joining(" and "));
    }

    private static String begins(String table, int word) {
        return "%1$s.word >= :from%2$d and %1$s.word < :to%2$d".formatted(table, word);
    }

    Map<String, Object> binds() {
        return binds(words);
    }

    private static Map<String, Object> binds(List<String> words) {
        Map<String, Object> binds = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i++) {
            binds.put("from" + i, words.get(i));
            binds.put("to" + i, words.get(i) + LAST);
        }
        return binds;
    }
}
