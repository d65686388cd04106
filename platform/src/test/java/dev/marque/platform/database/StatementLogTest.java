package dev.marque.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.platform.testing.LogLines;
import dev.marque.platform.testing.PlatformFixture;
import java.time.Duration;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatementLogTest {

    private final PlatformFixture fixture = PlatformFixture.of("platform");
    private final Database database = fixture.database();
    private final LogLines lines = LogLines.of("dev.marque.database.slow");

    @BeforeEach
    void listen() {
        database.logSlowerThan(Duration.ofMillis(200));
    }

    @AfterEach
    void close() {
        lines.close();
        fixture.close();
    }

    @Test
    void aSlowStatementIsLoggedOnceAndWithoutItsValues() {
        database.runWithoutTenant(transaction ->
                transaction.createUpdate("""
                        insert into event_consumers (name, active)
                        select :name, pg_sleep(0.3) is not null
                        """).bind("name", "a-secret-value").execute());

        assertThat(lines.all())
                .singleElement()
                .asString()
                .matches("Slow statement, \\d{3,4} ms, 1 rows changed: insert into event_consumers \\(name, active\\)"
                        + " select :name, pg_sleep\\(0.3\\) is not null");
    }

    @Test
    void aSlowStatementThatFailsIsLoggedToo() {
        assertThatThrownBy(() -> database.withoutTenant(transaction -> transaction
                        .createQuery("select 1 / (:n - length(pg_sleep(0.3)::text))")
                        .bind("n", 0)
                        .mapTo(Integer.class)
                        .one()))
                .isInstanceOf(UnableToExecuteStatementException.class);

        assertThat(lines.all()).singleElement().asString().contains("failed with SQLSTATE 22012", "select 1 / (:n");
    }

    @Test
    void quickStatementsAreNotLogged() {
        assertThat(database.ready()).isTrue();
        assertThat(lines.all()).isEmpty();
    }
}
