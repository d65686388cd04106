package dev.marque.platform.identity.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.secrets.Tokens;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {

    private static final KeyFixture fixture = new KeyFixture();

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void aKeyMayDoWhatItsScopesSay() {
        ApiKey.Created created = fixture.key(fixture.admin, "users.read");

        assertThat(fixture.present(created.secret())).contains(Set.of("users.read"));
        assertThat(created.toString()).doesNotContain(created.secret());
    }

    @Test
    void nobodyMakesAKeyThatMayDoMoreThanTheyMay() {
        Actor support = fixture.person("support");

        isRefused(ProblemType.FORBIDDEN, () -> fixture.key(support, "users.read", "users.write"));
    }

    @Test
    void theNetworksOfAKeyChangeAtOnceAndItsSecretStays() {
        ApiKey.Created key = fixture.key(fixture.admin, "users.read");
        UUID id = key.apiKey().id();

        ApiKey after = fixture.editing.edit(fixture.admin, id, edit("Renamed", List.of("198.51.100.0/24"), null));

        assertThat(after.name()).isEqualTo("Renamed");
        assertThat(after.scopes()).containsExactly("users.read");
        assertThat(fixture.actor(key.secret(), "198.51.100.7")).isPresent();
        assertThat(fixture.actor(key.secret(), "192.0.2.200")).isEmpty();
        fixture.editing.edit(fixture.admin, id, edit(null, List.of(), null));
        assertThat(fixture.actor(key.secret(), "192.0.2.200")).isPresent();
    }

    @Test
    void aKeyNeitherChangesItselfNorOneThatMayDoMore() {
        ApiKey.Created key = fixture.key(fixture.admin, "api-keys.write", "users.read");
        ApiKey.Created stronger = fixture.key(fixture.admin, "users.write");
        Actor program = fixture.actor(key.secret(), KeyFixture.ADDRESS).orElseThrow();

        isRefused(
                ProblemType.FORBIDDEN,
                () -> fixture.editing.edit(program, key.apiKey().id(), edit(null, List.of(), null)));
        isRefused(
                ProblemType.FORBIDDEN,
                () -> fixture.editing.edit(program, stronger.apiKey().id(), edit("Mine", null, null)));
    }

    @Test
    void aKeyThatWasReplacedDoesNotLiveLonger() {
        ApiKey.Created key = fixture.key(fixture.admin, "users.read");
        UUID id = key.apiKey().id();
        fixture.rotation.rotate(fixture.admin, id, null);
        Instant later = fixture.clock.instant().plus(Duration.ofDays(60));

        isRefused(ProblemType.STATE_CONFLICT, () -> fixture.editing.edit(fixture.admin, id, edit(null, null, later)));
        Instant sooner = fixture.clock.instant().plus(Duration.ofHours(1));
        assertThat(fixture.editing
                        .edit(fixture.admin, id, edit(null, null, sooner))
                        .expiresAt())
                .isEqualTo(sooner);
    }

    private static ApiKeyEdit edit(
            @Nullable String name, @Nullable List<String> networks, @Nullable Instant expiresAt) {
        return new ApiKeyEdit(name, networks, expiresAt);
    }

    @Test
    void aKeyLosesWhatItsOwnerLoses() {
        Actor owner = fixture.person("administrator");
        ApiKey.Created created = fixture.key(owner, "users.read", "users.write");

        fixture.setRoles(owner.id(), "support");
        assertThat(fixture.present(created.secret())).contains(Set.of("users.read"));
        fixture.setRoles(owner.id());
        assertThat(fixture.present(created.secret())).contains(Set.of());
        fixture.setRoles(owner.id(), "administrator");
        assertThat(fixture.present(created.secret())).contains(Set.of("users.read", "users.write"));
    }

    @Test
    void aKeyMadeByAKeyHasTheSameOwner() {
        Actor owner = fixture.person("administrator");
        ApiKey.Created first = fixture.key(owner, "api-keys.write", "users.read");
        Actor program = fixture.actor(first.secret(), KeyFixture.ADDRESS).orElseThrow();

        ApiKey.Created second = fixture.key(program, "users.read");

        assertThat(second.apiKey().ownerId()).isEqualTo(owner.id());
        fixture.setRoles(owner.id());
        assertThat(fixture.present(second.secret())).contains(Set.of());
    }

    @Test
    void keysFromBeforeOwnersAndChecksumsStillWork() {
        String secret = "mq_" + Tokens.random(new SecureRandom());
        UUID id = UUID.nameUUIDFromBytes(Tokens.sha256(secret));
        fixture.database.runInTenant(fixture.tenant.id(), transaction -> {
            transaction.execute(
                    "insert into api_keys (id, tenant_id, name, prefix, key_hash, scopes, created_at)"
                            + " values (?, ?, 'old', ?, ?, '{users.read}', now())",
                    id,
                    fixture.tenant.id().value(),
                    secret.substring(0, 11),
                    Tokens.sha256(secret));
            transaction.execute(
                    "insert into credential_directory values (?, ?, 'API_KEY', ?)",
                    Tokens.sha256(secret),
                    fixture.tenant.id().value(),
                    id);
        });

        assertThat(fixture.present(secret)).contains(Set.of("users.read"));
        assertThat(fixture.revocation.revokeLeaked(fixture.admin, secret.substring(0, 20)))
                .extracting(ApiKey::id)
                .containsExactly(id);
        assertThat(fixture.present(secret)).isEmpty();
    }

    @Test
    void aKeyWorksFromItsNetworksOnly() {
        ApiKey.Created created = fixture.apiKeys.create(
                fixture.admin,
                new NewApiKey("Shop", List.of("users.read"), null, List.of("203.0.113.0/24", "2001:db8::/32")));

        assertThat(fixture.presentFrom(created.secret(), "203.0.113.200")).isPresent();
        assertThat(fixture.presentFrom(created.secret(), "2001:db8:1::7")).isPresent();
        assertThat(fixture.presentFrom(created.secret(), "203.0.114.1")).isEmpty();
        assertThat(fixture.presentFrom(created.secret(), "2001:db9::1")).isEmpty();
        assertThat(fixture.presentFrom(created.secret(), "unknown")).isEmpty();
    }

    @Test
    void aNetworkThatIsNoneIsNamed() {
        assertThatThrownBy(() -> fixture.apiKeys.create(
                        fixture.admin,
                        new NewApiKey("Shop", List.of("users.read"), null, List.of("10.0.0.0/8", "10.0.0.1/8"))))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.errors())
                        .extracting(error -> error.pointer())
                        .containsExactly("/allowedNetworks/1"));
    }

    @Test
    void aRotatedKeyWorksBesideItsSuccessorForADay() {
        ApiKey.Created old = fixture.key(fixture.admin, "users.read");

        ApiKey.Created next =
                fixture.rotation.rotate(fixture.admin, old.apiKey().id(), null);

        assertThat(next.secret()).isNotEqualTo(old.secret());
        assertThat(next.apiKey().scopes()).isEqualTo(old.apiKey().scopes());
        fixture.clock.advance(Duration.ofHours(24).minusMillis(1));
        assertThat(fixture.present(old.secret())).isPresent();
        fixture.clock.advance(Duration.ofMillis(1));
        assertThat(fixture.present(old.secret())).isEmpty();
        assertThat(fixture.present(next.secret())).isPresent();
        assertThat(fixture.apiKeys.get(fixture.admin, old.apiKey().id()).replacedBy())
                .isEqualTo(next.apiKey().id());
        assertThat(actionsOn(old)).containsExactly("api-key.created", "api-key.rotated");
    }

    @Test
    void rotationEndsTheOldKeyWhenTheCallerSays() {
        ApiKey.Created old = fixture.key(fixture.admin, "users.read");
        Instant now = fixture.clock.instant();

        fixture.rotation.rotate(fixture.admin, old.apiKey().id(), now);

        assertThat(fixture.present(old.secret())).isEmpty();
        isRefused(
                ProblemType.INVALID_INPUT,
                () -> fixture.rotation.rotate(fixture.admin, old.apiKey().id(), now.minusSeconds(1)));
        isRefused(
                ProblemType.INVALID_INPUT,
                () -> fixture.rotation.rotate(fixture.admin, old.apiKey().id(), now.plus(Duration.ofDays(31))));
    }

    @Test
    void aSuccessorLivesAsLongAsTheOldKeyWasToLive() {
        Instant now = fixture.clock.instant();
        ApiKey.Created old = fixture.apiKeys.create(
                fixture.admin, new NewApiKey("Shop", List.of("users.read"), now.plus(Duration.ofDays(30)), null));
        fixture.clock.advance(Duration.ofDays(29).plusHours(20));

        ApiKey.Created next =
                fixture.rotation.rotate(fixture.admin, old.apiKey().id(), null);

        assertThat(next.apiKey().expiresAt()).isEqualTo(fixture.clock.instant().plus(Duration.ofDays(30)));
        assertThat(fixture.apiKeys.get(fixture.admin, old.apiKey().id()).expiresAt())
                .as("an overlap never makes a key live longer")
                .isEqualTo(now.plus(Duration.ofDays(30)));
    }

    @Test
    void aKeyIsReplacedOnceEvenIfTwoTryAtTheSameTime() throws Exception {
        ApiKey.Created old = fixture.key(fixture.admin, "users.read");
        Callable<Boolean> rotate = () -> {
            try {
                fixture.rotation.rotate(fixture.admin, old.apiKey().id(), null);
                return true;
            } catch (ProblemException refused) {
                assertThat(refused.type()).isEqualTo(ProblemType.STATE_CONFLICT);
                return false;
            }
        };
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = both.submit(rotate);
            var second = both.submit(rotate);

            assertThat(List.of(first.get(), second.get())).containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void nobodyGetsAStrongerKeyByRotatingOne() {
        ApiKey.Created strong = fixture.key(fixture.admin, "users.write");
        Actor weak = fixture.person("support");

        isRefused(
                ProblemType.FORBIDDEN,
                () -> fixture.rotation.rotate(weak, strong.apiKey().id(), null));
    }

    @Test
    void aRevokedKeyEndsAtOnceAndOnce() {
        ApiKey.Created created = fixture.key(fixture.admin, "users.read");

        fixture.revocation.revoke(fixture.admin, created.apiKey().id());
        fixture.revocation.revoke(fixture.admin, created.apiKey().id());

        assertThat(fixture.present(created.secret())).isEmpty();
        assertThat(actionsOn(created)).containsExactly("api-key.created", "api-key.revoked");
        assertThat(reasonOf(created)).isEqualTo(RevocationReason.REQUESTED);
        isRefused(
                ProblemType.STATE_CONFLICT,
                () -> fixture.rotation.rotate(fixture.admin, created.apiKey().id(), null));
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 13, 30, 53})
    void aLeakedKeyEndsByAsMuchOfItAsWasFound(int length) {
        ApiKey.Created leaked = fixture.key(fixture.admin, "users.read");
        ApiKey.Created other = fixture.key(fixture.admin, "users.read");

        List<ApiKey> revoked =
                fixture.revocation.revokeLeaked(fixture.admin, leaked.secret().substring(0, length));

        assertThat(revoked)
                .extracting(ApiKey::id)
                .containsExactly(leaked.apiKey().id());
        assertThat(fixture.present(leaked.secret())).isEmpty();
        assertThat(fixture.present(other.secret())).isPresent();
        assertThat(fixture.texts("select payload->>'revocationReason' from outbox where type = 'api-key.revoked'"
                        + " and aggregate_id = '" + leaked.apiKey().id() + "'"))
                .containsExactly("LEAKED");
    }

    @Test
    void aPrefixThatNoKeyHasEndsNothing() {
        assertThat(fixture.revocation.revokeLeaked(fixture.admin, "mqk_00000000"))
                .isEmpty();
    }

    @Test
    void whoeverHoldsAKeyMayEndIt() {
        ApiKey.Created leaked = fixture.key(fixture.admin, "users.read");

        fixture.revocation.reportLeaked(leaked.secret(), KeyFixture.origin("198.51.100.9"));
        fixture.revocation.reportLeaked(leaked.secret(), KeyFixture.origin("198.51.100.9"));
        fixture.revocation.reportLeaked("mqk_nonsense", KeyFixture.origin("198.51.100.9"));

        assertThat(fixture.present(leaked.secret())).isEmpty();
        assertThat(reasonOf(leaked)).isEqualTo(RevocationReason.LEAKED);
        assertThat(fixture.texts("select address from audit_logs where action = 'api-key.revoked'"
                        + " and record_id = '" + leaked.apiKey().id() + "'"))
                .containsExactly("198.51.100.9");
    }

    @Test
    void withALeakedKeyEndTheKeysThatItMade() {
        ApiKey.Created leaked = fixture.key(fixture.admin, "api-keys.write", "users.read");
        ApiKey.Created child = fixture.key(
                fixture.actor(leaked.secret(), KeyFixture.ADDRESS).orElseThrow(), "api-keys.write", "users.read");
        ApiKey.Created grandchild =
                fixture.key(fixture.actor(child.secret(), KeyFixture.ADDRESS).orElseThrow(), "users.read");

        fixture.revocation.reportLeaked(leaked.secret(), KeyFixture.origin("198.51.100.9"));

        assertThat(fixture.present(grandchild.secret())).isEmpty();
        assertThat(reasonOf(child)).isEqualTo(RevocationReason.MADE_BY_LEAKED_KEY);
        assertThat(reasonOf(grandchild)).isEqualTo(RevocationReason.MADE_BY_LEAKED_KEY);
    }

    @Test
    void theLastUseIsNotedOnceAMinuteHoweverManyCallsThereAre() throws Exception {
        ApiKey.Created created = fixture.key(fixture.admin, "users.read");
        Instant first = fixture.clock.instant();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            callers.invokeAll(IntStream.range(0, 50)
                    .<Callable<Object>>mapToObj(i -> () -> fixture.present(created.secret()))
                    .toList());
        }
        awaitLastUse(created, first);

        fixture.clock.advance(Duration.ofSeconds(59));
        assertThat(fixture.presentFrom(created.secret(), "198.51.100.1")).isPresent();
        assertThat(lastUse(created)).isEqualTo(first);

        Instant later = fixture.clock.advance(Duration.ofSeconds(1));
        assertThat(fixture.presentFrom(created.secret(), "198.51.100.2")).isPresent();
        awaitLastUse(created, later);
        assertThat(fixture.apiKeys.get(fixture.admin, created.apiKey().id()).lastUsedAddress())
                .isEqualTo("198.51.100.2");
        assertThat(actionsOn(created)).as("a use is no change").containsExactly("api-key.created");
    }

    private static Instant lastUse(ApiKey.Created created) {
        Instant noted =
                fixture.apiKeys.get(fixture.admin, created.apiKey().id()).lastUsedAt();
        return noted == null ? Instant.EPOCH : noted;
    }

    private static void awaitLastUse(ApiKey.Created created, Instant expected) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!lastUse(created).equals(expected) && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        assertThat(lastUse(created)).isEqualTo(expected);
    }

    private static @Nullable RevocationReason reasonOf(ApiKey.Created created) {
        return fixture.apiKeys.get(fixture.admin, created.apiKey().id()).revocationReason();
    }

    private static List<String> actionsOn(ApiKey.Created created) {
        return fixture.texts("select action from audit_logs where record_id = '"
                + created.apiKey().id() + "' order by id");
    }

    private static void isRefused(ProblemType type, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.type())
                .isEqualTo(type));
    }
}
