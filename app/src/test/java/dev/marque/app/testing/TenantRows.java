package dev.marque.app.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;

/**
 * What one tenant has, seen from behind: the rows of every table that belongs to tenants.
 *
 * @param slug the tenant's
 */
public record TenantRows(String slug) {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Each table's number of rows of the tenant and a sum that differs after any write. */
    public SortedMap<String, String> fingerprint() {
        List<String> tables = tables("tenant_id").stream()
                .filter(table -> !Tables.WRITTEN_BY_NOBODY.contains(table))
                .toList();
        SortedMap<String, String> result = Tables.fingerprint(tables, "tenant_id = (" + id() + ")");
        result.putAll(Tables.fingerprint(List.of("tenants"), "slug = '" + slug + "'"));
        return result;
    }

    /** The ids of all its rows. */
    public Set<String> ids() {
        Set<String> withTenant = new HashSet<>(tables("tenant_id"));
        String sql = tables("id").stream()
                .filter(withTenant::contains)
                .map(table -> "select id::text from \"%s\" where tenant_id = (%s)".formatted(table, id()))
                .collect(Collectors.joining("\nunion all\n"));
        return new HashSet<>(Behind.column(sql));
    }

    /** Those of its ids that an answer shows. A ZIP file is looked into. */
    public static Set<String> shownIn(Answer answer, Set<String> ids) {
        return ID.matcher(text(answer.body()))
                .results()
                .map(MatchResult::group)
                .filter(ids::contains)
                .collect(Collectors.toSet());
    }

    private static String text(byte[] body) {
        if (body.length < 2 || body[0] != 'P' || body[1] != 'K') {
            return new String(body, StandardCharsets.UTF_8);
        }
        StringBuilder text = new StringBuilder();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(body))) {
            while (zip.getNextEntry() != null) {
                text.append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private String id() {
        return "select id from tenants where slug = '%s'".formatted(slug);
    }

    /** Tables that have this column, of type uuid. */
    private static List<String> tables(String column) {
        return Behind.column("""
                select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
                where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                  and a.attname = '%s' and a.atttypid = 'uuid'::regtype
                order by c.relname""".formatted(column));
    }
}
