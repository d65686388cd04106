package dev.marque.licensing.user;

import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.edit.EmailAddress;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.identity.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The services of named users on a database of their own, and short ways to what their tests need. */
final class UserRoom implements AutoCloseable {

    final LicensingFixture fixture = new LicensingFixture();
    final NamedUsers users =
            new NamedUsers(fixture.database, fixture.changes, fixture.random, fixture.clock, fixture.ids);
    final SelfService self = new SelfService(fixture.database, fixture.changes, fixture.clock, fixture.ids);

    /** The key holder of a license with those rules, which needs no activation. */
    Actor license(Map<String, ?> rules) {
        return fixture.installation(issue(rules));
    }

    IssuedLicense issue(Map<String, ?> rules) {
        return fixture.license(Map.of("requiresActivation", false, "rules", Map.of("users", rules)));
    }

    UserOutcome invite(Actor license, String email) {
        return users.invite(fixture.acme, license.id(), EmailAddress.of(email));
    }

    UserOutcome assign(Actor license, String email) {
        return users.assign(fixture.acme, license.id(), EmailAddress.of(email));
    }

    UserOutcome join(Actor license, String email) {
        return self.join(license, EmailAddress.of(email));
    }

    UserOutcome release(Actor license, UserOutcome of) {
        return users.release(fixture.acme, license.id(), user(of).id());
    }

    static NamedUser user(UserOutcome outcome) {
        return Objects.requireNonNull(outcome.user(), outcome::detail);
    }

    static String token(UserOutcome outcome) {
        return Objects.requireNonNull(outcome.token(), outcome::detail);
    }

    static @Nullable Instant availableAt(UserOutcome outcome) {
        return Objects.requireNonNull(outcome.seats()).availableAt();
    }

    Code validate(Actor license, @Nullable String user) {
        return fixture.validations
                .validate(license, ValidationRequest.PLAIN.named(user))
                .outcome()
                .code();
    }

    List<String> actions(UUID user) {
        return fixture.texts("select action from audit_logs where record_id = '" + user + "' order by id");
    }

    void pass(Duration time) {
        fixture.clock.advance(time);
    }

    @Override
    public void close() {
        fixture.close();
    }
}
