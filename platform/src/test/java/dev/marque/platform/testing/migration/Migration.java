package dev.marque.platform.testing.migration;

import dev.marque.platform.testing.migration.SqlStatements.Statement;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A migration as rules see it.
 *
 * @param settings what the file {@code V….sql.conf} beside it says; empty without one
 */
record Migration(List<Statement> statements, String settings) {

    private static final Pattern CREATED =
            Pattern.compile("create (?:unlogged )?table (?:if not exists )?(?:public\\.)?\"?([a-z0-9_]+)\"?.*");
    private static final Pattern ALTERED =
            Pattern.compile("alter table (?:if exists )?(?:only )?(?:public\\.)?\"?([a-z0-9_]+)\"?.*");
    private static final Pattern INDEXED =
            Pattern.compile("create (?:unique )?index.* on (?:only )?(?:public\\.)?\"?([a-z0-9_]+)\"?.*");

    static Migration of(String sql, String settings) {
        return new Migration(SqlStatements.of(sql), settings);
    }

    /** Tables that this migration itself makes: nobody uses them yet, so anything goes. */
    private Set<String> created() {
        return statements.stream()
                .map(statement -> CREATED.matcher(statement.text()))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .collect(Collectors.toSet());
    }

    /** Whether a statement alters or indexes a table that was there before. */
    boolean touchesExisting(Statement statement) {
        for (Pattern pattern : List.of(ALTERED, INDEXED)) {
            Matcher matcher = pattern.matcher(statement.text());
            if (matcher.matches()) {
                return !created().contains(matcher.group(1));
            }
        }
        return false;
    }

    boolean isTransactional() {
        return !settings.replaceAll("\\s", "").contains("executeInTransaction=false");
    }
}
