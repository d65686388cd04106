package dev.marque.licensing.license;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * The words by which licenses are found: letters and digits in small, without accents.
 *
 * <p>A table of words instead of a pattern over names: row-level security keeps PostgreSQL from asking an index for
 * anything but comparisons, since a pattern might tell of rows that are not to be seen.
 */
final class Words {

    /** How many words of one license are kept. */
    private static final int MOST = 200;

    private static final int LONGEST = 60;
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

    private Words() {}

    /** The first distinct words of a text. */
    static List<String> of(String text, int most) {
        String plain = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("");
        return BETWEEN.splitAsStream(plain.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .map(word -> word.length() > LONGEST ? word.substring(0, LONGEST) : word)
                .distinct()
                .limit(most)
                .toList();
    }

    /** The words of a license: of its number, its name and its texts. */
    static String[] of(License license) {
        String name = license.name() == null ? "" : license.name();
        String text = String.join(
                " ", license.number(), name, String.join(" ", license.metadata().values()));
        return of(text, MOST).toArray(String[]::new);
    }

    /** Makes a license to be found by the words that it has now, and no longer by those that it had. */
    static void keep(Handle transaction, License before, License after) {
        String[] words = of(after);
        if (Arrays.equals(of(before), words)) {
            return;
        }
        transaction
                .createUpdate("delete from license_words where license_id = :id and word <> all (:words)")
                .bind("id", after.id())
                .bind("words", words)
                .execute();
        add(transaction, after, words);
    }

    /** Makes a new license to be found. */
    static void add(Handle transaction, License license) {
        add(transaction, license, of(license));
    }

    private static void add(Handle transaction, License license, String[] words) {
        transaction
                .createUpdate("""
                        insert into license_words (tenant_id, license_id, word)
                        select current_tenant(), :id, unnest(cast(:words as text[]))
                        on conflict do nothing
                        """)
                .bind("id", license.id())
                .bind("words", words)
                .execute();
    }
}
