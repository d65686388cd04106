package dev.marque.platform.testing.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationRulesTest {

    /** Migrations before this were written when nothing was released: no older process ran while they were applied. */
    private static final String FIRST_RULED = "V20261123_0000";

    private static final String TIMEOUT = "set lock_timeout = '5s';\n";
    private static final String NO_TRANSACTION = "executeInTransaction=false\n";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            index-blocks-writes             | create unique index i on users (tenant_id, name)
            drop-index-blocks               | drop index users_email
            concurrently-in-transaction     | create index concurrently i on users (name)
            column-not-null-without-default | alter table users add column a int not null
            column-not-null-without-default | alter table users add column b text, add a int not null
            column-rewrites-table           | alter table users add column a uuid default gen_random_uuid()
            column-rewrites-table           | alter table users add column a bigint generated always as (1) stored
            column-rewrites-table           | alter table users add a bigserial
            not-null-scans-table            | alter table users alter column name set not null
            column-type                     | alter table users alter column name type varchar(10)
            column-type                     | alter table users alter name set data type varchar(10)
            rename                          | alter table users rename column name to label
            rename                          | alter table users rename to people
            drop-without-contract           | alter table users drop column name
            drop-without-contract           | drop table users
            constraint-scans-table          | alter table users add constraint c check (name <> '')
            constraint-scans-table          | alter table users add foreign key (a) references tenants
            column-references               | alter table users add column a uuid references tenants
            key-builds-index                | alter table users add constraint u unique (name)
            whole-table-update              | update users set name = 'x'
            exclusive-lock                  | truncate users
            exclusive-lock                  | lock table users
            """)
    void whatLocksOrBreaksOlderProcessesIsNamed(String code, String statement) {
        assertThat(codes(TIMEOUT + statement, "")).containsExactly(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table users add column a int",
                "alter table users add column a int not null default 0",
                "alter table users add constraint c check (name <> '') not valid",
                "alter table users validate constraint c; alter table users alter column name set not null",
                "alter table users add constraint u unique using index users_name",
                "alter table users alter column name set default 'x'",
                "alter table users drop constraint c",
                "-- contract: 0.3 was the last to read it\nalter table users drop column name",
                "update users set name = 'x' where id = '1'",
                "create table t (id int not null references tenants); create index i on t (id);"
                        + " alter table t add constraint u unique (id)",
                "insert into roles values ('drop table users; -- not a statement')",
                "create function f() returns int language sql as $body$ truncate users; $body$"
            })
    void whatOlderProcessesDoNotNoticeIsAllowed(String statement) {
        assertThat(codes(TIMEOUT + statement, "")).isEmpty();
    }

    @Test
    void anIndexIsMadeBesideThoseWhoWrite() {
        assertThat(codes(TIMEOUT + "create index concurrently i on users (name)", NO_TRANSACTION))
                .isEmpty();
        assertThat(codes(
                        TIMEOUT + "create index concurrently i on users (name); alter table users add column a int",
                        NO_TRANSACTION))
                .containsExactly("concurrently-in-transaction");
    }

    @Test
    void waitingForALockIsBounded() {
        assertThat(codes("alter table users add column a int", "")).containsExactly("no-lock-timeout");
        assertThat(codes("create table t (a int); alter table t add column b int", ""))
                .isEmpty();
    }

    @Test
    void everyRuleIsExplained() throws IOException {
        String page = Files.readString(Path.of("../docs/migrations.md"));
        assertThat(MigrationRule.ALL)
                .allSatisfy(rule -> assertThat(page).contains("`" + rule.code() + "`"))
                .extracting(MigrationRule::code)
                .doesNotHaveDuplicates();
    }

    @Test
    void newMigrationsOfAllRoomsKeepTheRules() throws IOException {
        List<String> problems = new ArrayList<>();
        List<Path> migrations = migrations();
        for (Path file : migrations) {
            if (file.getFileName().toString().compareTo(FIRST_RULED) >= 0) {
                Path settings = file.resolveSibling(file.getFileName() + ".conf");
                Migration migration =
                        Migration.of(Files.readString(file), Files.exists(settings) ? Files.readString(settings) : "");
                MigrationRule.ALL.stream()
                        .map(rule -> rule.check(migration))
                        .flatMap(Optional::stream)
                        .forEach(problem -> problems.add(file.getFileName() + ": " + problem));
            }
        }
        assertThat(migrations).hasSizeGreaterThan(3);
        assertThat(problems).isEmpty();
    }

    private static List<Path> migrations() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            for (Path module : modules.toList()) {
                Path folder = module.resolve("src/main/resources/db/migration");
                if (Files.isDirectory(folder)) {
                    try (Stream<Path> files = Files.walk(folder)) {
                        files.filter(file -> file.toString().endsWith(".sql")).forEach(found::add);
                    }
                }
            }
        }
        return found;
    }

    private static List<String> codes(String sql, String settings) {
        Migration migration = Migration.of(sql, settings);
        return MigrationRule.ALL.stream()
                .filter(rule -> rule.check(migration).isPresent())
                .map(MigrationRule::code)
                .toList();
    }
}
