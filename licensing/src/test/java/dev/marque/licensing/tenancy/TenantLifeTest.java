package dev.marque.licensing.tenancy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.RequestOrigin;
import dev.marque.platform.identity.signin.SignInOutcome;
import dev.marque.platform.tenancy.ManagedTenant;
import dev.marque.platform.tenancy.ManagedTenant.State;
import dev.marque.platform.tenancy.NewTenant;
import dev.marque.platform.tenancy.TenancyPermissions;
import dev.marque.platform.tenancy.TenantFounding.Founded;
import dev.marque.platform.tenant.TenantId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What happens to a tenant from its foundation to its last row. */
class TenantLifeTest {

    private static final TenantWorld WORLD = new TenantWorld();
    private static int counter;

    @AfterAll
    static void close() {
        WORLD.close();
    }

    private static Founded found() {
        String slug = "vendor-" + ++counter;
        return WORLD.founding.found(WORLD.operator, new NewTenant(slug, slug, null, slug + "@example.com"));
    }

    private static boolean signsIn(Founded founded) {
        return WORLD.signIn.withPassword(
                        founded.administratorEmail(), founded.password(), null, RequestOrigin.internal("test"))
                instanceof SignInOutcome.SignedIn;
    }

    @Test
    void aNewTenantHasAnAdministratorWhoCanSignIn() {
        Founded founded = found();

        assertThat(signsIn(founded)).isTrue();
        assertThat(founded.tenant().state()).isEqualTo(State.ACTIVE);
        assertThat(founded.toString()).doesNotContain(founded.password());
        assertThat(WORLD.rows(new TenantId(founded.tenant().id()))).containsEntry("roles", 7L);
    }

    @Test
    void aSlugIsGivenOnce() {
        Founded founded = found();

        ProblemException refused = refused(() -> WORLD.founding.found(
                WORLD.operator, new NewTenant(founded.tenant().slug(), "Again", null, "again@example.com")));

        assertThat(refused.type()).isEqualTo(ProblemType.ALREADY_EXISTS);
        assertThat(refused.errors().getFirst().pointer()).isEqualTo("/slug");
    }

    @Test
    void aSuspendedTenantIsRefusedAndLosesNothing() {
        Founded founded = found();
        UUID id = founded.tenant().id();
        Actor staff = Actor.system(new TenantId(id), "staff");
        Actor license = installation(id);
        Map<String, Long> before = WORLD.rows(new TenantId(id));

        WORLD.administration.suspend(WORLD.operator, id, "unpaid", false);

        assertSuspended(() -> signsIn(founded));
        assertSuspended(() -> WORLD.gate.check(staff, "licenses.read"));
        assertSuspended(() -> WORLD.gate.check(staff, TenancyPermissions.TENANT_EXPORT));
        assertSuspended(() -> WORLD.gate.check(license, "licensing.use"));
        WORLD.administration.suspend(WORLD.operator, id, "unpaid", true);
        WORLD.gate.check(license, "licensing.use");
        assertSuspended(() -> WORLD.gate.check(staff, "licenses.read"));
        assertThat(WORLD.rows(new TenantId(id))).containsEntry("users", requireNonNull(before.get("users")));

        assertThat(WORLD.administration.resume(WORLD.operator, id).state()).isEqualTo(State.ACTIVE);
        WORLD.gate.check(staff, "licenses.read");
        assertThat(signsIn(founded)).isTrue();
    }

    private static Actor installation(UUID tenant) {
        return new Actor(
                new TenantId(tenant),
                Actor.Kind.LICENSE,
                tenant,
                "license",
                java.util.Set.of(),
                RequestOrigin.internal("test"));
    }

    @Test
    void whileADeletionWaitsOnlyTheExportIsServed() {
        Founded founded = found();
        UUID id = founded.tenant().id();
        Actor staff = Actor.system(new TenantId(id), "staff");

        ManagedTenant waiting = WORLD.administration.requestDeletion(WORLD.operator, id, Duration.ofDays(30));

        assertThat(waiting.state()).isEqualTo(State.DELETING);
        assertThat(Duration.between(
                        requireNonNull(waiting.deletionRequestedAt()), requireNonNull(waiting.deleteAfter())))
                .isEqualTo(Duration.ofDays(30));
        assertThat(signsIn(founded)).isTrue();
        WORLD.gate.check(staff, TenancyPermissions.TENANT_EXPORT);
        assertSuspended(() -> WORLD.gate.check(staff, "licenses.read"));
        assertSuspended(() -> WORLD.gate.check(installation(id), "licensing.use"));
        WORLD.deletion.run();
        assertThat(WORLD.administration.cancelDeletion(WORLD.operator, id).state())
                .isEqualTo(State.ACTIVE);
        WORLD.gate.check(staff, "licenses.read");
        assertThat(refused(() -> WORLD.administration.cancelDeletion(WORLD.operator, id))
                        .type())
                .isEqualTo(ProblemType.STATE_CONFLICT);
    }

    @Test
    void theDatabaseDeletesNobodyBeforeTheirTime() {
        UUID id = found().tenant().id();
        TenantId tenant = new TenantId(id);

        assertThatThrownBy(() -> sql(tenant, "select delete_tenant('" + id + "', 10)"))
                .hasMessageContaining("not due");
        assertThatThrownBy(() -> sql(tenant, "select request_tenant_deletion('" + id + "', interval '1 hour')"))
                .hasMessageContaining("a day at the earliest");
        assertThatThrownBy(() -> sql(tenant, "update tenants set delete_after = now() where id = '" + id + "'"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> sql(tenant, "delete from tenants where id = '" + id + "'"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> sql(tenant, "delete from audit_logs")).hasMessageContaining("permission denied");
        WORLD.administration.requestDeletion(WORLD.operator, id, Duration.ofDays(1));
        assertThatThrownBy(() -> sql(tenant, "select delete_tenant('" + id + "', 10)"))
                .hasMessageContaining("not due");
        WORLD.waitingIsOver(id);
        assertThatThrownBy(() -> sql(WORLD.room.acme.tenant(), "select delete_tenant('" + id + "', 10)"))
                .hasMessageContaining("not a transaction of tenant");
    }

    private static void sql(TenantId tenant, String statement) {
        WORLD.room.database.runInTenant(tenant, transaction -> transaction.execute(statement));
    }

    @Test
    void theRealmOfOperatorsIsNeverDeleted() {
        assertThat(refused(() -> WORLD.administration.requestDeletion(
                                WORLD.operator, WORLD.operator.tenant().value(), Duration.ofDays(1)))
                        .type())
                .isEqualTo(ProblemType.NOT_FOUND);
    }

    @Test
    void aDeletedTenantLeavesNoRowAndOthersKeepTheirs() throws IOException {
        try (TenantWorld world = new TenantWorld()) {
            world.fill(world.room.acme, "ada@acme.example");
            world.use();
            world.fill(world.room.globex, "gus@globex.example");
            UUID id = world.room.acme.tenant().value();
            Map<String, Long> others = world.rows(world.room.globex.tenant());
            Map<String, Long> before = world.rows(world.room.acme.tenant());
            assertThat(before)
                    .containsKeys("users", "licenses")
                    .hasEntrySatisfying(
                            "license_activations", rows -> assertThat(rows).isPositive())
                    .hasEntrySatisfying("audit_logs", rows -> assertThat(rows).isPositive())
                    .hasEntrySatisfying("signing_keys", rows -> assertThat(rows).isPositive());
            assertThat(before.entrySet())
                    .anyMatch(table -> table.getKey().startsWith("validation_logs_y") && table.getValue() > 0)
                    .anyMatch(table -> table.getKey().startsWith("license_heartbeats_y") && table.getValue() > 0);

            world.administration.requestDeletion(world.operator, id, Duration.ofDays(30));
            world.waitingIsOver(id);
            long removed = world.deletion.run();

            assertThat(world.rows(world.room.acme.tenant()).values()).allMatch(rows -> rows == 0);
            assertThat(removed)
                    .isGreaterThanOrEqualTo(
                            before.values().stream().mapToLong(Long::longValue).sum());
            assertThat(refused(() -> world.administration.get(id)).type()).isEqualTo(ProblemType.NOT_FOUND);
            assertThat(world.rows(world.room.globex.tenant())).isEqualTo(others);
            assertThat(world.deletion.run()).isZero();
        }
    }

    @Test
    void anExportHasEveryTableWithCountAndSumAndNoSecret() throws Exception {
        try (TenantWorld world = new TenantWorld()) {
            List<String> secrets = new ArrayList<>(world.fill(world.room.acme, "ada@acme.example"));
            secrets.add(world.use());
            secrets.add("$argon2id$");
            world.fill(world.room.globex, "gus@globex.example");
            ByteArrayOutputStream archive = new ByteArrayOutputStream();

            world.export.write(world.room.acme, archive);

            Map<String, byte[]> files = unzip(archive.toByteArray());
            JsonNode manifest = world.room.json.readTree(requireNonNull(files.remove("manifest.json")));
            assertThat(manifest.at("/tables")).hasSize(files.size());
            for (JsonNode table : manifest.at("/tables")) {
                byte[] content = requireNonNull(files.get(table.at("/file").asText()));
                assertThat(table.at("/sha256").asText())
                        .isEqualTo(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
                String text = new String(content, StandardCharsets.UTF_8);
                assertThat(text.lines().count()).isEqualTo(table.at("/rows").asLong());
                assertThat(text).doesNotContain(world.room.globex.tenant().toString());
                secrets.forEach(secret -> assertThat(text).doesNotContain(secret));
            }
            assertThat(files.keySet())
                    .containsAll(world.rows(world.room.acme.tenant()).keySet().stream()
                            .filter(table -> !table.matches(".*_y\\d{4}m\\d{2}"))
                            .map(table -> table + ".ndjson")
                            .toList());
            assertThat(new String(requireNonNull(files.get("licenses.ndjson")), StandardCharsets.UTF_8))
                    .contains("\"number\"")
                    .doesNotContain("key_encrypted")
                    .doesNotContain("key_hash");
        }
    }

    @Test
    void anExportIsOfOneMomentThoughOthersWriteMeanwhile() throws Exception {
        try (TenantWorld world = new TenantWorld()) {
            world.fill(world.room.acme, "ada@acme.example");
            ByteArrayOutputStream archive = new ByteArrayOutputStream();
            OutputStream slow = new FilterOutputStream(archive) {
                private boolean begun;

                @Override
                public void write(int one) throws IOException {
                    if (!begun) {
                        begun = true;
                        addTeam(world);
                    }
                    super.write(one);
                }
            };

            world.export.write(world.room.acme, slow);

            String teams = new String(
                    requireNonNull(unzip(archive.toByteArray()).get("teams.ndjson")), StandardCharsets.UTF_8);
            assertThat(teams).contains("North").doesNotContain("Latecomers");
        }
    }

    /** In a thread of its own: the export's one is in its transaction. */
    private static void addTeam(TenantWorld world) {
        CompletableFuture.runAsync(() -> world.room.database.runInTenant(
                        world.room.acme.tenant(),
                        transaction -> transaction.execute(
                                "insert into teams (id, tenant_id, name, created_at)"
                                        + " values (?, current_tenant(), 'Latecomers', now())",
                                world.room.ids.next())))
                .join();
    }

    @Test
    void aTenantThatTheOperatorsTrailCannotHaveIsNotFounded() {
        Actor nobody = new Actor(
                new TenantId(WORLD.room.ids.next()),
                Actor.Kind.USER,
                WORLD.room.ids.next(),
                "nobody",
                Set.of(),
                RequestOrigin.internal("test"));
        NewTenant wanted = new NewTenant("unheard-of", "Unheard of", null, "u@example.com");

        assertThatThrownBy(() -> WORLD.founding.found(nobody, wanted)).hasMessageContaining("audit_logs");

        assertThat(WORLD.room.tenants.bySlug("unheard-of")).isEmpty();
    }

    private static Map<String, byte[]> unzip(byte[] archive) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    @Test
    void theTenantSeesInItsOwnTrailWhatOperatorsDidToIt() {
        UUID id = found().tenant().id();
        WORLD.administration.suspend(WORLD.operator, id, "unpaid", false);

        for (TenantId trail : List.of(new TenantId(id), WORLD.operator.tenant())) {
            List<String> names = WORLD.room.database.inTenant(trail, transaction -> transaction
                    .createQuery(
                            "select actor_name from audit_logs where action = 'tenant.suspended' and record_id = :id")
                    .bind("id", id)
                    .mapTo(String.class)
                    .list());
            assertThat(names).singleElement().asString().endsWith("ops@example.com");
        }
    }

    private static void assertSuspended(ThrowingCallable call) {
        assertThat(refused(call).type()).isEqualTo(ProblemType.TENANT_SUSPENDED);
    }

    private static ProblemException refused(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call);
    }
}
