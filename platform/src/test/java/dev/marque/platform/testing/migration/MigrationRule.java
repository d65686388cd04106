package dev.marque.platform.testing.migration;

import dev.marque.platform.testing.migration.SqlStatements.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * What a migration must not do, and what to do instead.
 *
 * @param code names it in docs/migrations.md
 * @param instead for whoever wrote it
 * @param breaks whether a statement of a migration does it
 */
record MigrationRule(String code, String instead, BiPredicate<Migration, Statement> breaks) {

    static final List<MigrationRule> ALL = List.of(
            onExisting(
                    "index-blocks-writes",
                    "create index concurrently, alone in a migration with executeInTransaction=false",
                    "create (unique )?index (?!concurrently ).*"),
            new MigrationRule(
                    "drop-index-blocks",
                    "drop index concurrently, alone in a migration with executeInTransaction=false",
                    (migration, statement) -> statement.text().matches("drop index (?!concurrently ).*")),
            new MigrationRule(
                    "concurrently-in-transaction",
                    "one statement in the file, and V….sql.conf beside it with executeInTransaction=false",
                    (migration, statement) ->
                            statement.text().matches("(create (unique )?|drop |re)index .*concurrently .*")
                                    && (migration.isTransactional()
                                            || migration.statements().stream()
                                                            .filter(other -> !other.text()
                                                                    .startsWith("set "))
                                                            .count()
                                                    > 1)),
            onExisting(
                    "column-not-null-without-default",
                    "a nullable column or one with a constant default; older processes insert without it",
                    ".* add (column )?(?!constraint|primary|unique|check|foreign)(?!.* default ).* not null.*"),
            onExisting(
                    "column-rewrites-table",
                    "add the column empty, fill it in batches by a job",
                    ".* add (column )?(?!constraint).*( default [^,]*(random|uuid|nextval|clock_timestamp)[^,]*\\(.*"
                            + "| stored.*| (small|big)?serial.*| generated .* as identity.*)"),
            new MigrationRule(
                    "not-null-scans-table",
                    "add constraint … check (… is not null) not valid; validate constraint; then set not null",
                    (migration, statement) -> migration.touchesExisting(statement)
                            && statement.text().matches(".* alter (column )?\\S+ set not null.*")
                            && !validatesBefore(migration, statement)),
            onExisting(
                    "column-type",
                    "add a column of the new type, write both, fill it, read the new one, drop the old one later",
                    ".* alter (column )?\\S+ (set data )?type .*"),
            new MigrationRule(
                    "rename",
                    "add under the new name, write both, drop the old one later: older processes know the old name",
                    (migration, statement) -> statement.text().matches("alter (table|view|type|function) .* rename .*")
                            || migration.touchesExisting(statement)
                                    && statement.text().matches(".* rename (column |to ).*")),
            new MigrationRule(
                    "drop-without-contract",
                    "-- contract: <release since which nobody reads it>, in a later release than that",
                    (migration, statement) -> statement
                                    .text()
                                    .matches(
                                            "(drop (table|view|function|type) .*|alter table .* drop (column )?(?!constraint|default|not null|expression|identity).*)")
                            && !Pattern.compile("contract:\\s*v?\\d+\\.\\d+")
                                    .matcher(statement.comment())
                                    .find()),
            onExisting(
                    "constraint-scans-table",
                    "add constraint … not valid, and validate constraint in a later migration",
                    ".* add (constraint \\S+ )?(check|foreign key)(?!.* not valid).*"),
            onExisting(
                    "column-references",
                    "add the column, then the foreign key with not valid",
                    ".* add (column )?(?!constraint|foreign).* references .*"),
            onExisting(
                    "key-builds-index",
                    "create unique index concurrently, then add constraint … using index",
                    ".* add (constraint \\S+ )?(unique|primary key|exclude)(?! using index).*"),
            new MigrationRule(
                    "no-lock-timeout",
                    "set lock_timeout = '5s'; first: a statement that waits for a lock makes everybody behind it wait",
                    (migration, statement) -> migration.touchesExisting(statement)
                            && migration.statements().stream()
                                    .takeWhile(other -> other != statement)
                                    .noneMatch(other -> other.text().matches("set (local )?lock_timeout (=|to) .*"))),
            new MigrationRule(
                    "whole-table-update",
                    "fill in batches by a job: one transaction over a whole table holds its rows and bloats it",
                    (migration, statement) -> statement.text().matches("(update|delete from) (?!.* where ).*")),
            new MigrationRule(
                    "exclusive-lock", "nothing that keeps everybody out of a table", (migration, statement) -> statement
                            .text()
                            .matches("(truncate|lock|cluster|vacuum full|reindex (?!.*concurrently)).*")));

    private static MigrationRule onExisting(String code, String instead, String pattern) {
        return new MigrationRule(
                code,
                instead,
                (migration, statement) ->
                        migration.touchesExisting(statement) && statement.text().matches(pattern));
    }

    private static boolean validatesBefore(Migration migration, Statement statement) {
        String table = statement.text().replaceFirst("^(alter table (if exists )?(only )?\\S+) .*", "$1");
        return migration.statements().stream()
                .takeWhile(other -> other != statement)
                .anyMatch(other -> other.text().startsWith(table + " validate constraint "));
    }

    /** What is wrong with the migration by this rule; empty when nothing is. */
    Optional<String> check(Migration migration) {
        return migration.statements().stream()
                .filter(statement -> breaks.test(migration, statement))
                .findFirst()
                .map(statement -> code + ": \"" + statement.text() + "\". Instead: " + instead + ".");
    }
}
