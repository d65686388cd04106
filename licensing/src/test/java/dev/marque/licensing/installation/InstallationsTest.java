package dev.marque.licensing.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.answer.AnswerSignature;
import dev.marque.keys.answer.AnswerSignature.Genuine;
import dev.marque.keys.sign.Jwt;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.keys.validation.Code;
import dev.marque.licensing.installation.Requests.FingerprintInput;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.secrets.Tokens;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InstallationsTest {

    private static final LicensingFixture room = new LicensingFixture();
    private static final FingerprintInput MACHINE = new FingerprintInput("machine", null, null);

    @AfterAll
    static void close() {
        room.close();
    }

    @AfterEach
    void noonAgain() {
        room.clock.set(Instant.parse(LicensingFixture.NOON));
    }

    @Test
    void activatedThenValidThenRevoked() {
        IssuedLicense issued = room.license(Map.of("features", List.of("export")));
        Actor installation = room.installation(issued);
        assertThat(validate(installation, MACHINE, "export")).isEqualTo(Code.NOT_ACTIVATED);

        Answers.Activated activated = activate(installation);
        assertThat(activated.activated()).isTrue();
        assertThat(activated.nonce()).isEqualTo("n1");
        assertThat(activated.heartbeatIntervalSeconds()).isEqualTo(900);
        assertThat(validate(installation, MACHINE, "export")).isEqualTo(Code.VALID);
        assertThat(validate(installation, MACHINE, "print")).isEqualTo(Code.FEATURE_MISSING);
        assertThat(validate(installation, null)).isEqualTo(Code.FINGERPRINT_REQUIRED);
        assertThat(validate(installation, new FingerprintInput("other", null, null)))
                .isEqualTo(Code.FINGERPRINT_MISMATCH);

        room.licenses.suspend(room.acme, issued.license().id(), null);
        assertThat(validate(installation, MACHINE)).isEqualTo(Code.SUSPENDED);
        room.licenses.reinstate(room.acme, issued.license().id());
        assertThat(validate(installation, MACHINE)).isEqualTo(Code.VALID);
        room.licenses.revoke(room.acme, issued.license().id(), null);
        assertThat(validate(installation, MACHINE)).isEqualTo(Code.REVOKED);
        assertThat(activate(installation).activated()).isFalse();
    }

    @Test
    void graceThenExpiredThenRenewed() {
        IssuedLicense issued = room.license(Map.of("term", "P1M", "requiresActivation", false));
        Actor installation = room.installation(issued);
        room.clock.set(Instant.parse("2026-12-22T11:59:59Z"));
        assertThat(validate(installation, null)).isEqualTo(Code.VALID);
        room.clock.set(Instant.parse("2026-12-22T12:00:00Z"));
        assertThat(validate(installation, null)).isEqualTo(Code.IN_GRACE);
        room.clock.set(Instant.parse("2026-12-29T12:00:00Z"));
        assertThat(validate(installation, null)).isEqualTo(Code.EXPIRED);

        room.licenses.renew(room.acme, issued.license().id());
        assertThat(validate(installation, null)).isEqualTo(Code.VALID);
    }

    @Test
    void anOldProgramIsToldToUpdate() {
        UUID product = room.product("2.0.0").id();
        Actor installation =
                room.installation(room.license(Map.of("productId", product.toString(), "requiresActivation", false)));

        assertThat(room.installations
                        .validate(
                                installation, new Requests.Validate(null, null, "1.9.9", null, null, null, null, null))
                        .code())
                .isEqualTo(Code.UPDATE_REQUIRED);
        assertThat(room.installations
                        .validate(
                                installation,
                                new Requests.Validate(null, null, "2.0.0", "ELSE", null, null, null, null))
                        .code())
                .isEqualTo(Code.PRODUCT_MISMATCH);
    }

    @Test
    void everyValidationIsLogged() {
        IssuedLicense issued = room.license(Map.of());
        Actor installation = room.installation(issued);
        validate(installation, MACHINE);
        UUID activation = activate(installation).activationId();
        validate(installation, MACHINE);

        assertThat(room.texts(
                        "select code || ' ' || valid || ' ' || coalesce(activation_id::text, '-') || ' ' || address"
                                + " from validation_logs where license_id = '" + installation.id() + "' order by id"))
                .containsExactly("NOT_ACTIVATED false - 192.0.2.7", "VALID true " + activation + " 192.0.2.7");
    }

    @Test
    void anActivationTokenVerifiesOfflineAndExpires() {
        Actor installation = room.installation(room.license(Map.of("activationTokenLifetime", "P1D")));
        Answers.Activated activated = activate(installation);
        String token = Objects.requireNonNull(activated.token());

        Jwt.Verified verified = (Jwt.Verified)
                Jwt.verify(token, kid -> room.signingKeys.find(kid).map(known -> known.key()));
        assertThat(verified.claims())
                .containsEntry("typ", "activation+jwt")
                .containsEntry("sub", String.valueOf(activated.activationId()))
                .containsEntry("lic", installation.id().toString())
                .containsEntry("tid", installation.tenant().toString())
                .containsEntry("fp", HexFormat.of().formatHex(Tokens.sha256("machine")))
                .containsEntry("exp", Instant.parse("2026-11-23T12:00:00Z").getEpochSecond());
        assertThat(room.signingKeys.find(verified.kid()).orElseThrow().key().algorithm())
                .isEqualTo(SignatureAlgorithm.RSA_SHA256);
        assertThat(activated.tokenExpiresAt()).isEqualTo("2026-11-23T12:00:00Z");
    }

    @Test
    void aTokenNeverOutlivesItsLicense() {
        Actor installation = room.installation(room.license(Map.of("term", "P1D", "grace", "P1D")));

        assertThat(activate(installation).tokenExpiresAt()).isEqualTo("2026-11-24T12:00:00Z");
    }

    @Test
    void anExpiredTokenIsRefreshedAndOneOfNoSeatIsNot() {
        IssuedLicense issued = room.license(Map.of("activationTokenLifetime", "PT1H"));
        Actor installation = room.installation(issued);
        Answers.Activated activated = activate(installation);
        String token = Objects.requireNonNull(activated.token());
        room.clock.advance(Duration.ofDays(3));

        Answers.Refreshed refreshed = room.installations.refresh(installation, new Requests.Refresh(token, "n"));
        assertThat(refreshed.refreshed()).isTrue();
        assertThat(refreshed.nonce()).isEqualTo("n");
        assertThat(refreshed.tokenExpiresAt()).isEqualTo("2026-11-25T13:00:00Z");

        Actor other = room.installation(room.license(Map.of()));
        assertThat(refresh(other, token)).isEqualTo(Code.NOT_ACTIVATED);
        assertThat(refresh(installation, token.substring(0, token.length() - 4) + "AAAA"))
                .isEqualTo(Code.NOT_ACTIVATED);
        assertThat(refresh(installation, issued.key())).isEqualTo(Code.NOT_ACTIVATED);
        room.licenses.suspend(room.acme, installation.id(), null);
        assertThat(refresh(installation, token)).isEqualTo(Code.SUSPENDED);
        room.licenses.reinstate(room.acme, installation.id());
        room.activations.remove(room.acme, installation.id(), Objects.requireNonNull(activated.activationId()));
        assertThat(refresh(installation, token)).isEqualTo(Code.NOT_ACTIVATED);
    }

    @Test
    void aHeartbeatIsRememberedAndTellsHowTheLicenseStands() {
        IssuedLicense issued = room.license(Map.of("heartbeatInterval", "PT1M"));
        Actor installation = room.installation(issued);
        assertThat(beat(installation).code()).isEqualTo(Code.NOT_ACTIVATED);
        UUID activation = Objects.requireNonNull(activate(installation).activationId());
        room.clock.advance(Duration.ofMinutes(1));

        Answers.Accepted answer = beat(installation);
        assertThat(answer.accepted()).isTrue();
        assertThat(answer.nextHeartbeatSeconds()).isEqualTo(60);
        room.licenses.revoke(room.acme, installation.id(), null);
        Answers.Accepted refused = room.installations.heartbeat(
                installation, new Requests.Heartbeat(activation, null, "2.1", null, null, "n"));
        assertThat(refused.accepted()).isFalse();
        assertThat(refused.code()).isEqualTo(Code.REVOKED);

        assertThat(room.number("select count(*) from license_heartbeats where activation_id = '" + activation + "'"))
                .isEqualTo(2);
        assertThat(room.number("select count(*) from license_activations where id = '" + activation
                        + "' and last_heartbeat_at = '2026-11-22T12:01:00Z'"))
                .isEqualTo(1);
    }

    @Test
    void eitherTheActivationOrTheFingerprintSaysWhichMachine() {
        Actor installation = room.installation(room.license(Map.of()));

        for (Requests.Deactivate request : List.of(
                new Requests.Deactivate(null, null, null), new Requests.Deactivate(UUID.randomUUID(), MACHINE, null))) {
            assertThatThrownBy(() -> room.installations.deactivate(installation, request))
                    .isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void anAnswerIsSignedAsItIsSent() {
        AnswerSignature.Request request = SignedAnswers.request(
                () -> URI.create("http://inside/api/v1/licensing/validate?x=%20"), "api.example:8080");
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        var key = room.signingKeys.active(room.acme.tenant(), SignatureAlgorithm.ED25519);
        AnswerSignature.Headers headers = AnswerSignature.sign(key, request, room.clock.instant(), body);

        assertThat(AnswerSignature.signingText(request, headers.date(), headers.digest()))
                .startsWith("(request-target): post /api/v1/licensing/validate?x=%20\nhost: api.example:8080\n");
        assertThat(AnswerSignature.verify(
                        kid -> kid.equals(key.kid()) ? Optional.of(key.verificationKey()) : Optional.empty(),
                        request,
                        headers,
                        body,
                        room.clock.instant(),
                        Duration.ofMinutes(5)))
                .isInstanceOf(Genuine.class);
        assertThat(SignedAnswers.request(() -> URI.create("http://inside:1/x"), null)
                        .host())
                .isEqualTo("inside:1");
    }

    @Test
    void whatCannotBeSignedIsRefusedBeforeAnythingIsDone() {
        assertThatThrownBy(() -> SignedAnswers.request(() -> URI.create("http://inside/x?a=|"), "host"))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> SignedAnswers.request(() -> URI.create("http://inside/x"), "two hosts"))
                .isInstanceOf(ProblemException.class);
    }

    private static Answers.Activated activate(Actor installation) {
        return room.installations.activate(
                installation, new Requests.Activate(MACHINE, "Ada's laptop", "2.1.0", "linux", null, null, null, "n1"));
    }

    private static Code validate(Actor installation, @Nullable FingerprintInput machine, String... features) {
        return room.installations
                .validate(
                        installation,
                        new Requests.Validate(machine, List.of(features), null, null, null, null, null, null))
                .code();
    }

    private static Code refresh(Actor installation, String token) {
        return room.installations
                .refresh(installation, new Requests.Refresh(token, null))
                .code();
    }

    private static Answers.Accepted beat(Actor installation) {
        return room.installations.heartbeat(
                installation, new Requests.Heartbeat(null, MACHINE, null, null, null, null));
    }
}
