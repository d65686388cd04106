package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marque.app.testing.Answer;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The operations on signing keys, on the master key, and on jobs. */
final class KeyContracts {

    private static final String KEYS = "/api/v1/signing-keys";
    private static final String JOBS = "/api/v1/operator/jobs";
    private static final String JOB = JOBS + "/platform.partition-upkeep";

    private static final String FAILING_JOB = JOBS + "/of.nobody";
    private static final String OTHER_JOB = JOBS + "/platform.oidc-upkeep";

    private final World world;

    KeyContracts(World world) {
        this.world = world;
    }

    List<Contract> all() {
        return List.of(
                listSigningKeys(),
                rotateSigningKey(),
                revokeSigningKey(),
                getMasterKeyStatus(),
                listJobs(),
                getJob(),
                runJob(),
                retryJob(),
                pauseJob(),
                resumeJob());
    }

    private String active() {
        for (JsonNode key : world.admin().get(KEYS).json().at("/items")) {
            if (key.at("/state").asText().equals("ACTIVE")) {
                return key.at("/id").asText();
            }
        }
        throw new AssertionError("no key is active");
    }

    /** A key under which nothing was signed: revoking it signs nobody out. */
    private String unused() {
        String unused = rotated(active());
        rotated(unused);
        return unused;
    }

    private String rotated(String id) {
        Answer answer = world.admin().send("POST", KEYS + "/" + id + "/rotate", null);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.text("/id");
    }

    private static void isNotFound(Call call) {
        assertThat(call.make().status()).isEqualTo(404);
    }

    private static void isForbidden(Call call) {
        assertThat(call.make().status()).isEqualTo(403);
    }

    private Contract listSigningKeys() {
        return Contract.of("listSigningKeys", () -> Call.get(KEYS, world.admin()))
                .succeeds(200, answer -> {
                    assertThat(answer.json().at("/items").findValuesAsText("state"))
                            .contains("ACTIVE");
                    assertThat(answer.json().toString()).doesNotContainIgnoringCase("private");
                })
                .takesNoInputBecause("it reads the caller's tenant only")
                .toOtherTenant(new PlatformContracts(world).sharesNoItems());
    }

    private Contract rotateSigningKey() {
        return Contract.of(
                        "rotateSigningKey",
                        () -> new Call("POST", KEYS + "/" + active() + "/rotate", null, world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/state")).isEqualTo("ACTIVE"))
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(KeyContracts::isNotFound);
    }

    private Contract revokeSigningKey() {
        return Contract.of(
                        "revokeSigningKey",
                        () -> Call.post(KEYS + "/" + unused() + "/revoke", "{\"reason\": \"lost\"}", world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/state")).isEqualTo("REVOKED"))
                .refuses(Bad.body("{}", "/reason"), Bad.body("{\"reason\": \" \"}", "/reason"))
                .toOtherTenant(KeyContracts::isNotFound);
    }

    private Contract getMasterKeyStatus() {
        return Contract.of("getMasterKeyStatus", () -> Call.get("/api/v1/operator/master-key", world.operator()))
                .succeeds(200, answer -> {
                    assertThat(answer.json().at("/previousMayBeRemoved").asBoolean())
                            .isTrue();
                    assertThat(answer.json().at("/columns").findValuesAsText("column"))
                            .contains("key_encrypted");
                })
                .takesNoInputBecause("there is one master key")
                .toOtherTenant(KeyContracts::isForbidden);
    }

    private Contract listJobs() {
        return Contract.of("listJobs", () -> Call.get(JOBS, world.operator()))
                .succeeds(200, answer -> assertThat(answer.json().at("/items").findValuesAsText("name"))
                        .contains("platform.signing-key-rotation", "platform.master-key-resealing"))
                .takesNoInputBecause("there are a few dozen jobs")
                .toOtherTenant(KeyContracts::isForbidden);
    }

    private Contract getJob() {
        return Contract.of("getJob", () -> Call.get(JOB, world.operator()))
                .succeeds(200, answer -> assertThat(answer.text("/kind")).isEqualTo("RECURRING"))
                .takesNoInputBecause("a name that is none is a 404")
                .toOtherTenant(KeyContracts::isForbidden);
    }

    private Contract runJob() {
        return Contract.of("runJob", () -> {
                    awaitItsTurn();
                    return new Call("POST", JOB + "/run", null, world.operator());
                })
                .succeeds(200, answer -> assertThat(answer.text("/name")).isEqualTo("platform.partition-upkeep"))
                .takesNoInputBecause("a name that is none is a 404")
                .toOtherTenant(KeyContracts::isForbidden);
    }

    /** Until it runs no more. */
    private void awaitItsTurn() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (world.operator().get(JOB).json().at("/waiting").asInt() != 1) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private Contract retryJob() {
        return Contract.of("retryJob", () -> {
                    assertThat(world.operator()
                                    .send("POST", OTHER_JOB + "/retry", null)
                                    .code())
                            .as("of a job that has not failed")
                            .isEqualTo("state-conflict");
                    letAnInstanceFail();
                    return new Call("POST", FAILING_JOB + "/retry", null, world.operator());
                })
                .succeeds(200, answer -> {
                    assertThat(answer.json().at("/consecutiveFailures").asInt()).isEqualTo(3);
                    assertThat(Instant.parse(answer.text("/nextRunAt"))).isBeforeOrEqualTo(Instant.now());
                })
                .takesNoInputBecause("a name that is none is a 404")
                .toOtherTenant(KeyContracts::isForbidden);
    }

    /** Of a job that this server knows and no process has: so nobody runs it meanwhile. It waits for a day. */
    private static void letAnInstanceFail() {
        try (Connection connection = TestServer.database().superuser();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into jobs (name, kind) values ('of.nobody', 'ONE_OFF') on conflict do nothing");
            statement.execute("""
                    insert into scheduled_tasks
                        (task_name, task_instance, execution_time, picked, version, consecutive_failures, last_failure)
                    values ('of.nobody', '1', now() + interval '1 day', false, 1, 3, now())
                    on conflict (task_name, task_instance)
                    do update set picked = false, picked_by = null, execution_time = excluded.execution_time,
                                  consecutive_failures = 3
                    """);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Contract pauseJob() {
        return Contract.of("pauseJob", () -> new Call("POST", OTHER_JOB + "/pause", null, world.operator()))
                .succeeds(200, answer -> assertThat(answer.text("/pausedAt")).isNotBlank())
                .takesNoInputBecause("a name that is none is a 404")
                .toOtherTenant(KeyContracts::isForbidden);
    }

    private Contract resumeJob() {
        return Contract.of("resumeJob", () -> new Call("POST", OTHER_JOB + "/resume", null, world.operator()))
                .succeeds(
                        200, answer -> assertThat(answer.json().at("/pausedAt").isMissingNode())
                                .isTrue())
                .takesNoInputBecause("a name that is none is a 404")
                .toOtherTenant(KeyContracts::isForbidden);
    }
}
