package dev.marque.platform.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.keys.sign.SignatureProviders;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.config.ConfigurationProblem;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.CredentialDirectory;
import dev.marque.platform.json.Json;
import dev.marque.platform.secrets.SecretBox;
import dev.marque.platform.tenant.TenantId;
import dev.marque.platform.tenant.Tenants;
import dev.marque.platform.testing.PlatformFixture;
import dev.marque.testkit.MovableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyRotationTest {

    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration FOLLOWED = Duration.ofSeconds(Remembered.SECONDS);
    private static final PlatformFixture fixture = PlatformFixture.of("platform");

    private final MovableClock clock = MovableClock.at("2026-11-22T12:00:00Z");
    private final SecureRandom random = new SecureRandom();
    private final Ids ids = Ids.uuid7(clock, random);
    private final ChangeLog changes = new ChangeLog(Json.newMapper(), clock, ids);
    private final Tenants tenants = new Tenants(fixture.database(), clock, ids);
    private final Site here = new Site();
    private final Site there = new Site();
    private final SigningUpkeep upkeep =
            new SigningUpkeep(fixture.database(), tenants, here.rotation, new RotationSchedule(YEAR, WEEK));

    private TenantId tenant = new TenantId(new UUID(0, 1));
    private Actor actor = Actor.system(tenant, "before the first test");

    @AfterAll
    static void close() {
        fixture.close();
    }

    @BeforeEach
    void newTenant() {
        String slug = "t" + UUID.randomUUID().toString().substring(0, 8);
        tenant = tenants.createIfAbsent(slug, slug, ZoneOffset.UTC).id();
        actor = Actor.system(tenant, "test");
    }

    /** A process of Marque: it remembers for itself what it read. */
    private final class Site {
        final SigningKeys keys = new SigningKeys(
                fixture.database(),
                new CredentialDirectory(fixture.database()),
                new SecretBox(new byte[32], random),
                changes,
                random,
                clock,
                ids);
        final Signing signing = new Signing(keys, SignatureProviders.fastest());
        final KeyRotation rotation = new KeyRotation(fixture.database(), keys, changes, clock);

        String sign() {
            return signing.jwt(tenant, SignatureAlgorithm.ED25519, Map.of("n", 1));
        }

        boolean believes(String token) {
            return signing.verify(token).isPresent();
        }

        String kid() {
            return keys.active(tenant, SignatureAlgorithm.ED25519).kid();
        }
    }

    private KeyFacts the(KeyState state) {
        return here.rotation.list(actor).stream()
                .filter(key -> key.state() == state)
                .findFirst()
                .orElseThrow();
    }

    private List<KeyState> states() {
        return here.rotation.list(actor).stream().map(KeyFacts::state).toList();
    }

    private List<String> publishedKids() {
        return there.keys.published(tenant).genuine().stream()
                .map(key -> key.kid())
                .toList();
    }

    @Test
    void everythingSignedEarlierVerifiesAfterThreeRotations() {
        List<String> tokens = new ArrayList<>();
        List<String> kids = new ArrayList<>();
        for (int rotation = 0; rotation <= 3; rotation++) {
            tokens.add(here.sign());
            kids.add(here.kid());
            clock.advance(YEAR);
            upkeep.run();
            clock.advance(WEEK);
            upkeep.run();
        }
        assertThat(kids).doesNotHaveDuplicates();
        assertThat(publishedKids()).containsAll(kids);
        assertThat(tokens).allSatisfy(token -> {
            assertThat(here.believes(token)).isTrue();
            assertThat(there.believes(token)).isTrue();
        });
    }

    @Test
    void theNextKeyIsPublishedAWeekBeforeItSigns() {
        String first = here.kid();
        clock.advance(YEAR.minus(WEEK).minusSeconds(1));
        assertThat(upkeep.run()).isZero();
        clock.advance(Duration.ofSeconds(1));
        upkeep.run();
        String next = the(KeyState.NEXT).kid();
        assertThat(publishedKids()).containsExactly(first, next);

        clock.advance(WEEK.minusSeconds(1));
        assertThat(upkeep.run()).isZero();
        assertThat(here.kid()).isEqualTo(first);
        clock.advance(Duration.ofSeconds(1));
        upkeep.run();
        clock.advance(FOLLOWED);
        assertThat(here.kid()).isEqualTo(next);
        assertThat(states()).containsExactly(KeyState.ACTIVE, KeyState.RETIRED);
    }

    @Test
    void aServerThatWasOffForLongStillPublishesAheadOfUse() {
        String first = here.kid();
        clock.advance(YEAR.multipliedBy(3));
        upkeep.run();
        upkeep.run();
        assertThat(here.kid()).isEqualTo(first);
        clock.advance(WEEK);
        upkeep.run();
        assertThat(here.kid()).isNotEqualTo(first);
    }

    @Test
    void anotherProcessSignsWithTheNewKeyWithinFiveSeconds() {
        String old = there.kid();
        KeyFacts fresh = here.rotation.rotate(actor, the(KeyState.ACTIVE).id());
        clock.advance(FOLLOWED.minusMillis(1));
        assertThat(there.kid()).isEqualTo(old);
        clock.advance(Duration.ofMillis(1));
        assertThat(there.kid()).isEqualTo(fresh.kid());
    }

    @Test
    void aRevokedKeyVerifiesNothingAndItsSuccessorGoesWithIt() {
        String token = here.sign();
        assertThat(there.believes(token)).isTrue();
        clock.advance(YEAR.minus(WEEK));
        upkeep.run();
        KeyFacts next = the(KeyState.NEXT);
        KeyFacts active = the(KeyState.ACTIVE);
        KeyFacts revoked = here.rotation.revoke(actor, active.id(), "a backup was lost");
        assertThat(revoked.state()).isEqualTo(KeyState.REVOKED);
        assertThat(revoked.revokedAt()).isEqualTo(clock.instant());

        clock.advance(FOLLOWED);
        assertThat(here.believes(token)).isFalse();
        assertThat(there.believes(token)).isFalse();
        assertThat(there.kid()).isNotIn(active.kid(), next.kid());
        assertThat(here.believes(there.sign())).isTrue();
        assertThat(publishedKids()).containsExactly(there.kid());
        assertThat(there.keys.published(tenant).revoked())
                .extracting(KeyFacts::kid)
                .containsExactly(next.kid(), active.kid());
        assertThatThrownBy(() -> here.rotation.revoke(actor, active.id(), "again"))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void aRetiredKeyCanBeRevokedWithoutReplacingTheActiveOne() {
        String token = here.sign();
        KeyFacts old = the(KeyState.ACTIVE);
        KeyFacts active = here.rotation.rotate(actor, old.id());
        here.rotation.revoke(actor, old.id(), "found on a laptop");
        clock.advance(FOLLOWED);
        assertThat(here.believes(token)).isFalse();
        assertThat(here.kid()).isEqualTo(active.kid());
    }

    @Test
    void ofProcessesThatRotateAtOnceOneMakesTheNewKey() throws Exception {
        here.kid();
        KeyFacts active = the(KeyState.ACTIVE);
        AtomicInteger refused = new AtomicInteger();
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            KeyRotation rotation = i % 2 == 0 ? here.rotation : there.rotation;
            calls.add(() -> {
                try {
                    rotation.rotate(actor, active.id());
                    return true;
                } catch (ProblemException _) {
                    refused.incrementAndGet();
                    return false;
                }
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            assertThat(threads.invokeAll(calls).stream().filter(Future::resultNow))
                    .hasSize(1);
        }
        assertThat(refused).hasValue(7);
        assertThat(states()).containsExactly(KeyState.ACTIVE, KeyState.RETIRED);
    }

    @Test
    void nothingGenuineIsRefusedWhileTwoProcessesSignAndKeysRotate() throws Exception {
        AtomicBoolean rotating = new AtomicBoolean(true);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> signers = new ArrayList<>();
            for (Site signer : List.of(here, there, here, there)) {
                Site verifier = signer == here ? there : here;
                signers.add(threads.submit(() -> {
                    int signed = 0;
                    do {
                        assertThat(verifier.believes(signer.sign())).isTrue();
                        signed++;
                    } while (rotating.get());
                    return signed;
                }));
            }
            here.kid();
            for (int i = 0; i < 10; i++) {
                here.rotation.rotate(actor, the(KeyState.ACTIVE).id());
                // Between the two, one process signs with the old key and the other may have the new one.
                clock.advance(FOLLOWED.dividedBy(2));
                there.kid();
                clock.advance(FOLLOWED.dividedBy(2));
            }
            rotating.set(false);
            for (Future<Integer> signer : signers) {
                assertThat(signer.get()).isPositive();
            }
        }
        assertThat(states()).hasSize(11);
    }

    @Test
    void oneKeyServesBothRsaAlgorithmsAfterARotation() {
        String first =
                here.keys.active(tenant, SignatureAlgorithm.RSA_PSS_SHA256).kid();
        KeyFacts fresh = here.rotation.rotate(actor, the(KeyState.ACTIVE).id());
        clock.advance(FOLLOWED);
        assertThat(here.keys.active(tenant, SignatureAlgorithm.RSA_SHA256).kid())
                .isEqualTo(fresh.kid())
                .isNotEqualTo(first);
        assertThat(here.keys.active(tenant, SignatureAlgorithm.RSA_PSS_SHA256).kid())
                .isEqualTo(fresh.kid());
    }

    @Test
    void everyStepIsInTheAuditTrailWithoutThePrivateKey() {
        here.kid();
        here.rotation.rotate(actor, the(KeyState.ACTIVE).id());
        here.rotation.revoke(actor, the(KeyState.RETIRED).id(), "lost");
        List<String> rows = fixture.database().inTenant(tenant, transaction -> transaction
                .createQuery("select action || ' ' || coalesce(after::text, '') from audit_logs order by id")
                .mapTo(String.class)
                .list());
        assertThat(rows)
                .extracting(row -> row.substring(0, row.indexOf(' ')))
                .containsExactly(
                        "signing-key.created", "signing-key.retired", "signing-key.created", "signing-key.revoked");
        assertThat(String.join("", rows)).doesNotContainIgnoringCase("private");
    }

    @Test
    void aSuccessorCannotBePublishedForLongerThanAKeySigns() {
        assertThatThrownBy(() -> new RotationSchedule(WEEK, WEEK))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("MARQUE_SIGNING_ROTATE_AFTER");
    }
}
