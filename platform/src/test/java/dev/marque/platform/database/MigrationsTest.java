package dev.marque.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.platform.testing.Catalogue;
import dev.marque.platform.testing.MigrationIndex;
import dev.marque.platform.testing.PlatformFixture;
import dev.marque.testkit.TestDatabase;
import dev.marque.testkit.TestPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationsTest {

    @Test
    void theIndexIsTheFolder() throws IOException {
        MigrationIndex.check("platform");
    }

    @Test
    void nothingLetsATenantSeeMore() {
        try (PlatformFixture fixture = PlatformFixture.of("platform")) {
            assertThat(Catalogue.problems(fixture, Catalogue.PLATFORM_WITHOUT_TENANT))
                    .isEmpty();
        }
    }

    @Test
    void theWalkFindsWhatIsOpen() throws SQLException {
        try (PlatformFixture fixture = PlatformFixture.of("platform")) {
            EmbeddedPostgresServerTest.execute(fixture.owner(), "create table leak (tenant_id uuid)");
            EmbeddedPostgresServerTest.execute(fixture.owner(), "create table bare (id int)");
            EmbeddedPostgresServerTest.execute(fixture.owner(), "create view window_on as select 1");
            EmbeddedPostgresServerTest.execute(
                    fixture.owner(), "create function f() returns int language sql security definer as 'select 1'");
            assertThat(Catalogue.problems(fixture, Catalogue.PLATFORM_WITHOUT_TENANT))
                    .anyMatch(p -> p.startsWith("leak has no forced"))
                    .anyMatch(p -> p.startsWith("leak has no policy"))
                    .anyMatch(p -> p.startsWith("leak.tenant_id may be null"))
                    .anyMatch(p -> p.startsWith("bare has no tenant_id"))
                    .anyMatch(p -> p.startsWith("window_on is a view"))
                    .anyMatch(p -> p.startsWith("everybody may execute f()"))
                    .anyMatch(p -> p.startsWith("f() runs as its owner without"));
        }
    }

    @Test
    void roomsMayBeMergedInAnyOrderAndFailuresAreExplained() throws SQLException {
        try (TestDatabase empty = TestPostgres.shared().fresh("migrations")) {
            PostgresAddress owner = new PostgresAddress(empty.jdbcUrl(), empty.ownerUser(), empty.ownerPassword());
            assertThat(new Migrations(List.of("platform")).migrate(owner, empty.appUser()))
                    .isPositive();
            assertThat(new Migrations(List.of("platform")).migrate(owner, empty.appUser()))
                    .isZero();
            // An older migration of another room arrives later.
            assertThat(new Migrations(List.of("platform", "testroom")).migrate(owner, empty.appUser()))
                    .isEqualTo(1);
            assertThat(EmbeddedPostgresServerTest.number(owner, "select count(*) from early"))
                    .isZero();
            assertThatThrownBy(() -> new Migrations(List.of("platform", "testroom", "brokenroom"))
                            .migrate(owner, empty.appUser()))
                    .isInstanceOf(MigrationFailed.class)
                    .hasMessageContaining("V20200102_0000__broken.sql")
                    .hasMessageContaining("nonsense");
            assertThatThrownBy(() -> new Migrations(List.of("noroom")).migrate(owner, empty.appUser()))
                    .hasMessageContaining("db/migration/noroom/index.txt");
        }
    }

    @Test
    void anIndexIsMadeConcurrentlyOutsideOfATransaction() throws SQLException {
        try (TestDatabase empty = TestPostgres.shared().fresh("concurrently")) {
            PostgresAddress owner = new PostgresAddress(empty.jdbcUrl(), empty.ownerUser(), empty.ownerPassword());
            Migrations migrations = new Migrations(List.of("platform", "concurrentroom"));

            migrations.migrate(owner, empty.appUser());

            assertThat(EmbeddedPostgresServerTest.number(
                            owner,
                            "select count(*) from pg_index where indexrelid = 'tenants_name'::regclass and indisvalid"))
                    .isOne();
            migrations.validate(owner, empty.appUser());
        }
    }
}
