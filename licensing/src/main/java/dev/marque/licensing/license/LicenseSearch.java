package dev.marque.licensing.license;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/**
 * The words of a search. When one of them is rare, its licenses are looked up and sorted by their ids, all from an index.
 * When each is common, the newest licenses are asked one after the other until a page is full. Neither reads more as the
 * licenses become more, except when words are common and hardly ever come together.
 *
 * @param words the rarest first
 */
record LicenseSearch(List<String> words, boolean hasRare) {

    /** How many words of a search count. */
    private static final int MOST_WORDS = 6;

    /** Of a rarer word all licenses are looked up: entries of an index, which are read and sorted in some 10 ms. */
    private static final int RARE = 50_000;

    /** Behind every text that begins with the same characters. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    static LicenseSearch of(Handle transaction, String text) {
        List<String> words = Words.of(text, MOST_WORDS);
        if (words.isEmpty()) {
            return new LicenseSearch(words, true);
        }
        // How common a word is decides about the plan: one for all words would be right for none.
        transaction.execute("set local plan_cache_mode = force_custom_plan");
        List<Common> rarestFirst = common(transaction, words);
        return new LicenseSearch(
                rarestFirst.stream().map(Common::word).toList(),
                rarestFirst.getFirst().licenses() < RARE);
    }

    /** How many licenses have a word, up to {@link #RARE}. */
    private record Common(String word, int licenses) {}

    private static List<Common> common(Handle transaction, List<String> words) {
        String sql = IntStream.range(0, words.size())
                .mapToObj(i -> "select " + i + " as place, (select count(*) from (select from license_words w where "
                        + begins("w", i) + " limit :rare) those) as licenses")
                .collect(Collectors.joining(" union all ", "", " order by licenses, place"));
        return transaction
                .createQuery(sql)
                .bindMap(binds(words))
                .bind("rare", RARE)
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
                .mapToObj(i -> " and exists (select from license_words o where o.tenant_id = w.tenant_id"
                        + " and o.license_id = w.license_id and " + begins("o", i) + ")")
                .collect(Collectors.joining());
        String license =
                more.isEmpty() ? "" : " and exists (select from licenses l where l.id = w.license_id" + more + ")";
        return "l.id = any (array(select w.license_id from license_words w where w.license_id < :after and "
                + begins("w", 0) + others + license
                + " group by w.license_id order by w.license_id desc limit :limit))";
    }

    private String eachAsked() {
        return IntStream.range(0, words.size())
                .mapToObj(i -> "exists (select from license_words w where w.tenant_id = l.tenant_id"
                        + " and w.license_id = l.id and " + begins("w", i) + ")")
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
