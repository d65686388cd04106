package dev.marque.backup.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.backup.Filled;
import dev.marque.backup.archive.ArchiveKey;
import dev.marque.backup.archive.ArchiveRefused;
import dev.marque.backup.archive.ArchiveWriter;
import dev.marque.platform.config.MasterKey;
import dev.marque.platform.database.DatabaseLauncher;
import dev.marque.platform.database.DatabaseStartFailed;
import dev.marque.platform.database.Migrations;
import dev.marque.platform.database.PostgresAddress;
import dev.marque.platform.database.Progress;
import dev.marque.platform.testing.PlatformFixture;
import dev.marque.testkit.TestDatabase;
import dev.marque.testkit.TestPostgres;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreTest {

    private static final ArchiveKey KEY = ArchiveKey.of(MasterKey.of(new byte[32]));
    private static final Migrations ALL = new Migrations(List.of(Filled.ROOMS));

    private static PlatformFixture source;
    private static byte[] archive = new byte[0];

    private TestDatabase target;

    @BeforeAll
    static void fillAndSave() throws Exception {
        source = Filled.database();
        archive = save(source.owner());
    }

    @AfterAll
    static void drop() {
        source.close();
    }

    @BeforeEach
    void empty() {
        target = TestPostgres.shared().fresh("restored");
    }

    @AfterEach
    void dropTarget() {
        target.close();
    }

    @Test
    void everyRowOfEveryTableComesBack() throws Exception {
        Restore.Restored restored = restore(archive, false);

        for (String table : tables()) {
            String rows = "select md5(t::text) from " + table + " t order by 1";
            if (List.of("refresh_tokens", "scheduled_tasks").contains(table)) {
                rows = "select count(*) from " + table;
            }
            assertThat(Filled.texts(target, rows)).as(table).isEqualTo(Filled.texts(source.testDatabase(), rows));
        }
        assertThat(restored.rows()).isGreaterThan(1_600);
        assertThat(Filled.texts(target, "select name from tenants where slug = 'other'"))
                .containsExactly("Other \\ \"tab:\t\" line:\n €𝄞");
    }

    @Test
    void protectionAndConstraintsAreAsBefore() throws Exception {
        restore(archive, false);

        for (String facts : List.of(
                "select relname || relrowsecurity || relforcerowsecurity from pg_class"
                        + " where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1",
                "select polrelid::regclass || polname || polcmd::text || polroles::text from pg_policy order by 1",
                "select conrelid::regclass || conname || pg_get_constraintdef(oid) || convalidated from pg_constraint"
                        + " where connamespace = 'public'::regnamespace and contype <> 'n' order by 1",
                "select relname || relacl::text from pg_class where relnamespace = 'public'::regnamespace"
                        + " and relacl is not null order by 1",
                "select tgrelid::regclass || tgname || tgenabled::text from pg_trigger where not tgisinternal order by 1")) {
            assertThat(Filled.texts(target, facts)).isEqualTo(Filled.texts(source.testDatabase(), facts));
        }
    }

    @Test
    void signInsEndAndJobsOfDeadProcessesAreFree() throws Exception {
        restore(archive, false);

        assertThat(Filled.texts(target, "select count(*) from refresh_tokens where revoked_at is null"))
                .containsExactly("0");
        assertThat(Filled.texts(target, "select count(*) from scheduled_tasks where not picked and picked_by is null"))
                .containsExactly("1");
    }

    @Test
    void theMomentIsOneMomentWhileOthersWrite() throws Exception {
        AtomicBoolean running = new AtomicBoolean(true);
        String pair =
                "insert into tenants values (gen_random_uuid(), 'a' || left(md5(random()::text), 20), 'pair', 'UTC',"
                        + " now()); insert into partitioned_tables select oid, null from pg_class where false;"
                        + " insert into roles select id, 'pair', '{}', false from tenants where name = 'pair'"
                        + " and not exists (select from roles r where r.tenant_id = tenants.id)";
        try (PlatformFixture busy = Filled.database()) {
            Thread writer = Thread.ofVirtual().start(() -> {
                while (running.get()) {
                    try {
                        Filled.execute(busy.testDatabase(), pair);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                }
            });
            byte[] taken = save(busy.owner());
            running.set(false);
            writer.join();

            restore(taken, false);
            assertThat(Filled.texts(
                            target,
                            "select t.id from tenants t full join roles r on r.tenant_id = t.id"
                                    + " where (t.name = 'pair') is distinct from (r.code = 'pair') and (t.name = 'pair'"
                                    + " or r.code = 'pair')"))
                    .isEmpty();
        }
    }

    @Test
    void aDatabaseThatHoldsSomethingIsOnlyOverwrittenWhenSaidSo() throws Exception {
        restore(archive, false);
        assertThatThrownBy(() -> restore(archive, false))
                .isInstanceOf(DumpFailed.class)
                .hasMessageContaining("--overwrite");

        Filled.execute(target, "delete from audit_logs");
        restore(archive, true);
        assertThat(Filled.texts(target, "select count(*) from audit_logs")).containsExactly("400");
    }

    @Test
    void aDatabaseInUseIsLeftAlone() throws Exception {
        restore(archive, false);
        try (Connection _ = target.app()) {
            assertThatThrownBy(() -> restore(archive, true))
                    .isInstanceOf(DumpFailed.class)
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void aDamagedArchiveIsRefusedBeforeAnythingIsTouched() throws Exception {
        restore(archive, false);
        byte[] cut = Arrays.copyOf(archive, archive.length - 1);
        assertThatThrownBy(() -> restore(cut, true)).isInstanceOf(ArchiveRefused.class);
        assertThat(Filled.texts(target, "select count(*) from audit_logs")).containsExactly("400");
    }

    @Test
    void anArchiveOfANewerMarqueIsRefused() {
        Migrations older = new Migrations(List.of("platform", "licensing"));
        assertThatThrownBy(() -> restore(archive, false, older))
                .isInstanceOf(ArchiveRefused.class)
                .hasMessageContaining("newer Marque")
                .hasMessageContaining("__backups.sql");
    }

    @Test
    void anArchiveOfAnOlderMarqueIsBroughtUpToDate() throws Exception {
        try (PlatformFixture old = PlatformFixture.of("platform")) {
            Filled.execute(
                    old.testDatabase(), "insert into tenants values (gen_random_uuid(), 'old', 'Old', 'UTC', now())");
            restore(save(old.owner()), false);
        }
        assertThat(Filled.texts(target, "select slug from tenants")).containsExactly("old");
        assertThat(Filled.texts(target, "select count(*) from licenses")).containsExactly("0");
    }

    @Test
    void anInterruptedRestoreIsNotServedAndCanBeRepeated(@TempDir Path folder) throws Exception {
        Restore.Source breaksOff = new Restore.Source() {
            private int opened;

            @Override
            public ByteArrayInputStream open() {
                boolean first = opened++ == 0;
                return new ByteArrayInputStream(first ? archive : Arrays.copyOf(archive, archive.length / 2));
            }
        };
        Restore restore = new Restore(new Restore.Target(owner(), target.appUser(), ALL), KEY);
        assertThatThrownBy(() -> restore.run(breaksOff, false)).isInstanceOf(ArchiveRefused.class);

        DatabaseLauncher.Settings settings = new DatabaseLauncher.Settings(
                folder,
                Optional.of(target.ownerUrl()),
                Optional.empty(),
                Optional.of(Base64.getEncoder().encodeToString(new byte[32])),
                2,
                true);
        assertThatThrownBy(() -> DatabaseLauncher.start(settings, ALL, Progress.SILENT))
                .isInstanceOf(DatabaseStartFailed.class)
                .hasMessageContaining("did not finish");

        restore(archive, false);
        assertThat(Filled.texts(target, "select count(*) from users")).containsExactly("400");
    }

    @Test
    void theApplicationsRoleGainsNothingByClaimingToMakeABackup() throws Exception {
        long seen = source.database().withoutTenant(handle -> {
            handle.execute("set local marque.backup = 'on'");
            return handle.createQuery("select count(*) from users")
                    .mapTo(Long.class)
                    .one();
        });
        assertThat(seen).isZero();
    }

    @Test
    void twoBackupsAtOnceAreRefused() throws Exception {
        try (Connection other = source.testDatabase().owner()) {
            OwnerConnection.execute(other, "select pg_advisory_lock(" + Dump.LOCK + ")");
            assertThatThrownBy(() -> save(source.owner()))
                    .isInstanceOf(DumpFailed.class)
                    .hasMessageContaining("Another backup");
        }
    }

    private static List<String> tables() throws SQLException {
        return Filled.texts(
                source.testDatabase(),
                "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"
                        + " and not relispartition and relname <> 'schema_migrations' order by 1");
    }

    private static byte[] save(PostgresAddress owner) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ArchiveWriter writer = new ArchiveWriter(out, KEY, new SecureRandom());
        Dump.write(owner, writer, Instant.parse("2026-11-22T12:00:00Z"));
        writer.finish();
        return out.toByteArray();
    }

    private Restore.Restored restore(byte[] bytes, boolean overwrite) throws IOException {
        return restore(bytes, overwrite, ALL);
    }

    private Restore.Restored restore(byte[] bytes, boolean overwrite, Migrations migrations) throws IOException {
        Restore.Target to = new Restore.Target(owner(), target.appUser(), migrations);
        return new Restore(to, KEY).run(() -> new ByteArrayInputStream(bytes), overwrite);
    }

    private PostgresAddress owner() {
        return new PostgresAddress(target.jdbcUrl(), target.ownerUser(), target.ownerPassword());
    }
}
