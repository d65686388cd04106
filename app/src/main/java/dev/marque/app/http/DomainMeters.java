package dev.marque.app.http;

import dev.marque.licensing.heartbeat.Heartbeats;
import dev.marque.licensing.installation.InstallationMeters;
import dev.marque.licensing.lease.http.LeaseMeters;
import dev.marque.licensing.meter.http.MeterFigures;
import dev.marque.licensing.user.http.UserFigures;
import dev.marque.licensing.validation.ValidationLog;
import dev.marque.platform.http.CredentialKind;
import dev.marque.platform.idempotency.http.KeyedCall;
import dev.marque.platform.identity.signin.SignInResult;
import dev.marque.platform.limits.http.CallCount;
import dev.marque.platform.observe.AbuseWatch;
import dev.marque.platform.observe.Counted;
import dev.marque.platform.signing.Signing;
import dev.marque.platform.webhook.SendOutcome;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** Shows in {@code /metrics} what rooms count, from the start. */
@Singleton
public class DomainMeters {

    /** @param heartbeats makes its meters when it is made itself, which is now */
    void show(@Observes StartupEvent event, MeterRegistry meters, Signing signing, Heartbeats heartbeats) {
        Gauge.builder("marque.signatures.slow", () -> signing.isSlow() ? 1 : 0)
                .description("Whether neither the fast provider nor Bouncy Castle makes Ed25519 signatures")
                .register(meters);
        InstallationMeters.ALL.forEach(Counted::show);
        List.of(
                        AbuseWatch.ALARMS,
                        CallCount.REFUSED,
                        CredentialKind.REFUSED,
                        HotPath.ANSWERS,
                        KeyedCall.CALLS,
                        LeaseMeters.CALLS,
                        MeterFigures.CALLS,
                        SendOutcome.ATTEMPTS,
                        SignInResult.ATTEMPTS,
                        Signing.SIGNATURES,
                        UserFigures.CALLS,
                        ValidationLog.LINES)
                .forEach(Counted::show);
    }
}
