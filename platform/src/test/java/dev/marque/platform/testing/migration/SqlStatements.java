package dev.marque.platform.testing.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a migration into statements: at semicolons that stand neither in quotes, nor in dollar quotes, nor in comments.
 * What is quoted is replaced by {@code ''}, so that a rule never sees the text of a function or a comment.
 */
final class SqlStatements {

    /**
     * One statement.
     *
     * @param text in small letters, with single blanks, without comments and quoted text
     * @param comment the lines of comment before and within it
     */
    record Statement(String text, String comment) {}

    private final String sql;
    private final List<Statement> found = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder comment = new StringBuilder();
    private int at;

    private SqlStatements(String sql) {
        this.sql = sql;
    }

    static List<Statement> of(String sql) {
        SqlStatements statements = new SqlStatements(sql);
        while (statements.at < sql.length()) {
            statements.step();
        }
        statements.end();
        return statements.found;
    }

    private void step() {
        char c = sql.charAt(at);
        if (sql.startsWith("--", at)) {
            int end = endOf("\n", at);
            comment.append(sql, at + 2, end).append('\n');
            at = end;
        } else if (sql.startsWith("/*", at)) {
            int end = endOf("*/", at + 2);
            comment.append(sql, at + 2, Math.max(at + 2, end - 2)).append('\n');
            at = end;
        } else if (c == '\'') {
            text.append("''");
            at = endOf("'", at + 1);
        } else if (c == '$' && dollarTag() != null) {
            String tag = dollarTag();
            text.append("''");
            at = endOf(String.valueOf(tag), at + String.valueOf(tag).length());
        } else if (c == ';') {
            at++;
            end();
        } else {
            text.append(c);
            at++;
        }
    }

    /** Just behind the next occurrence, or the end of everything. */
    private int endOf(String mark, int from) {
        int position = sql.indexOf(mark, from);
        return position < 0 ? sql.length() : position + mark.length();
    }

    private @Nullable String dollarTag() {
        int end = sql.indexOf('$', at + 1);
        if (end < 0 || !sql.substring(at + 1, end).matches("[A-Za-z_]*")) {
            return null;
        }
        return sql.substring(at, end + 1);
    }

    private void end() {
        String normal = text.toString().replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT);
        if (!normal.isEmpty()) {
            found.add(new Statement(normal, comment.toString()));
            comment.setLength(0);
        }
        text.setLength(0);
    }
}
