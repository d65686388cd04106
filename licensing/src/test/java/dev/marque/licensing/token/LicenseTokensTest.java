package dev.marque.licensing.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.licensing.edit.ExpectedVersion;
import dev.marque.licensing.license.Assignment;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.license.LicenseEdit;
import dev.marque.licensing.license.LicenseMerging;
import dev.marque.licensing.license.LicenseServices;
import dev.marque.licensing.policy.AuthenticationStrategy;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.Credential;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LicenseTokensTest {

    private static final LicensingFixture room = new LicensingFixture();
    private static final LicenseTokens tokens =
            new LicenseTokens(room.database, room.directory, room.changes, room.random, room.clock, room.ids);
    private static final LicenseTokenAuthenticator authenticator = new LicenseTokenAuthenticator(room.holders);

    @AfterAll
    static void close() {
        room.close();
    }

    private static IssuedLicense licenseOf(String strategy) {
        return room.license(rules(Map.of("strategy", strategy)));
    }

    private static Map<String, ?> rules(Map<String, ?> authentication) {
        return Map.of("rules", Map.of("authentication", authentication));
    }

    private static LicenseToken.Issued issue(UUID license, @Nullable Instant end) {
        return tokens.issue(room.acme, license, new NewLicenseToken("Build server", end));
    }

    private static Optional<Actor> present(String token) {
        return authenticator.authenticate(new Credential("bearer", token), room.acme.origin());
    }

    private static ProblemType refusal(ThrowingCall call) {
        return catchThrowableOfType(ProblemException.class, call::run).type();
    }

    private interface ThrowingCall {
        void run();
    }

    @Test
    void aTokenActsAsTheLicenseKeyDoes() {
        IssuedLicense issued = licenseOf("MIXED");

        LicenseToken.Issued token = issue(issued.license().id(), null);

        assertThat(token.secret())
                .matches("mqt_[0-9A-Za-z]{49}")
                .startsWith(token.token().prefix());
        assertThat(authenticator.takes(new Credential("bearer", token.secret())))
                .isTrue();
        assertThat(present(token.secret())).contains(room.installation(issued));
    }

    @ParameterizedTest
    @EnumSource(AuthenticationStrategy.class)
    void onlyTheCredentialsOfTheStrategyAreTaken(AuthenticationStrategy strategy) {
        IssuedLicense issued = licenseOf("MIXED");
        UUID id = issued.license().id();
        String token = issue(id, null).secret();
        setStrategy(id, strategy);

        assertThat(isTaken(() -> room.installation(issued))).isEqualTo(strategy.takesKeys());
        assertThat(isTaken(() -> present(token).orElseThrow())).isEqualTo(strategy.takesTokens());
    }

    private static void setStrategy(UUID license, AuthenticationStrategy strategy) {
        var edit = room.json.convertValue(rules(Map.of("strategy", strategy.name())), LicenseEdit.class);
        room.licenses.update(room.acme, license, edit, ExpectedVersion.ANY);
    }

    private static boolean isTaken(Supplier<Actor> caller) {
        try {
            return caller.get().kind() == Actor.Kind.LICENSE;
        } catch (ProblemException refused) {
            assertThat(refused.type()).isEqualTo(ProblemType.CREDENTIAL_NOT_ALLOWED);
            return false;
        }
    }

    @Test
    void withoutARuleTheKeyAloneIsTaken() {
        IssuedLicense issued = room.license(Map.of());

        assertThat(room.installation(issued).id()).isEqualTo(issued.license().id());
        assertThat(refusal(() -> issue(issued.license().id(), null))).isEqualTo(ProblemType.STATE_CONFLICT);
    }

    @Test
    void aRevokedTokenIsRefusedAtOnceAndForGood() {
        UUID license = licenseOf("TOKEN").license().id();
        LicenseToken.Issued token = issue(license, null);
        LicenseToken.Issued other = issue(license, null);

        tokens.revoke(room.acme, license, token.token().id());
        tokens.revoke(room.acme, license, token.token().id());

        assertThat(present(token.secret())).isEmpty();
        assertThat(present(other.secret())).isPresent();
        assertThat(room.audits("license-token.revoked", token.token().id())).isOne();
        assertThat(room.events("license-token.revoked", token.token().id())).isOne();
    }

    @Test
    void aTokenIsRefusedAtTheVeryInstantOfItsEnd() {
        UUID license = licenseOf("TOKEN").license().id();
        String token =
                issue(license, room.clock.instant().plus(Duration.ofDays(1))).secret();

        room.clock.advance(Duration.ofDays(1).minusNanos(1000));
        assertThat(present(token)).isPresent();
        room.clock.advance(Duration.ofNanos(1000));
        assertThat(present(token)).isEmpty();
        assertThat(refusal(() -> issue(license, room.clock.instant()))).isEqualTo(ProblemType.INVALID_INPUT);
    }

    @Test
    void anArchivedLicenseIsNobodyWhateverProvesIt() {
        UUID license = licenseOf("TOKEN").license().id();
        String token = issue(license, null).secret();

        room.licenses.suspend(room.acme, license, null);
        assertThat(present(token)).isPresent();
        room.licenses.archive(room.acme, license);

        assertThat(present(token)).isEmpty();
        assertThat(refusal(() -> issue(license, null))).isEqualTo(ProblemType.STATE_CONFLICT);
    }

    @Test
    void whoeverHadTheLicenseBeforeItChangedHandsHasNoTokenOfIt() {
        UUID license = licenseOf("MIXED").license().id();
        String token = issue(license, null).secret();

        LicenseServices.transfer(room).transfer(room.acme, license, "Initech", new Assignment(null, null, null, null));

        assertThat(present(token)).isEmpty();
    }

    @Test
    void tokensOfAMergedLicenseWorkUntilItsKeyDoesNot() {
        Policy policy = room.policy(
                Map.of("maxActivations", 2, "rules", Map.of("authentication", Map.of("strategy", "MIXED"))));
        UUID kept = room.issue(policy).license().id();
        UUID merged = room.issue(policy).license().id();
        String token = issue(merged, null).secret();

        new LicenseMerging(room.database, room.directory, room.changes, room.clock)
                .merge(room.acme, kept, merged, Duration.ofDays(7));

        assertThat(present(token)).map(Actor::id).contains(kept);
        room.clock.advance(Duration.ofDays(7));
        assertThat(present(token)).isEmpty();
    }

    @Test
    void whoIsOfAnotherTenantFindsNeitherLicenseNorToken() {
        UUID license = licenseOf("TOKEN").license().id();
        UUID token = issue(license, null).token().id();

        assertThat(refusal(() -> tokens.list(room.globex, license, PageRequest.first(10))))
                .isEqualTo(ProblemType.NOT_FOUND);
        assertThat(refusal(() -> tokens.revoke(room.globex, license, token))).isEqualTo(ProblemType.NOT_FOUND);
        assertThat(refusal(() -> tokens.revoke(room.acme, license, license))).isEqualTo(ProblemType.NOT_FOUND);
    }

    @Test
    void theSecretIsNeitherListedNorAuditedNorSentAsAnEvent() {
        UUID license = licenseOf("TOKEN").license().id();
        LicenseToken.Issued token = issue(license, null);

        assertThat(tokens.list(room.acme, license, PageRequest.first(10)).items())
                .containsExactly(token.token());
        assertThat(token.toString()).doesNotContain(token.secret());
        assertThat(room.texts("select coalesce(after::text, '') from audit_logs"))
                .noneMatch(row -> row.contains(token.secret()));
        assertThat(room.texts("select payload::text from outbox")).noneMatch(row -> row.contains(token.secret()));
    }

    @Test
    void ofManyWhoIssueAtOnceAsManyGetATokenAsTheRulesAllow() throws Exception {
        UUID license = room.license(rules(Map.of("strategy", "TOKEN", "maxTokens", 3)))
                .license()
                .id();

        List<Future<Boolean>> done;
        try (ExecutorService clients = LicensingFixture.clients()) {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                calls.add(() -> {
                    try {
                        issue(license, null);
                        return true;
                    } catch (ProblemException full) {
                        return false;
                    }
                });
            }
            done = clients.invokeAll(calls);
        }

        int issued = 0;
        for (Future<Boolean> each : done) {
            issued += each.get() ? 1 : 0;
        }
        assertThat(issued).isEqualTo(3);
        UUID last = tokens.list(room.acme, license, PageRequest.first(10))
                .items()
                .getFirst()
                .id();
        tokens.revoke(room.acme, license, last);
        assertThat(issue(license, null).secret()).isNotEmpty();
        assertThatThrownBy(() -> issue(license, null)).hasMessageContaining("3 tokens");
    }
}
