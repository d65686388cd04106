package dev.marque.cli.doctor;

import dev.marque.cli.http.ApiAnswer;
import dev.marque.cli.http.ApiClient;
import dev.marque.cli.http.ApiRequest;
import dev.marque.cli.license.Genuineness;
import dev.marque.cli.license.PublicKeys;
import dev.marque.cli.profile.Session;
import dev.marque.cli.run.ExitCode;
import dev.marque.cli.run.Failure;
import dev.marque.keys.offline.RevocationList;
import dev.marque.keys.offline.RevocationLists;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks of the way to the server, and of what it answers. The first one that finds nobody there is the last. */
record ServerChecks(Session session, Clock clock) {

    private static final Duration APART = Duration.ofSeconds(30);
    private static final Duration FAR_APART = Duration.ofMinutes(5);
    /** A revocation list is at most so old when it is handed out. */
    private static final Duration HANDED_OUT = Duration.ofMinutes(1);

    private static final Duration EXPIRES_SOON = Duration.ofDays(14);

    List<Finding> all() throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>();
        ApiClient.Probe probe;
        Instant asked = clock.instant();
        try {
            probe = session.client().probe("/health/ready");
        } catch (Failure e) {
            findings.add(Finding.fault(
                    "server", e.text(), e.advice().isEmpty() ? "" : e.advice().getFirst()));
            return findings;
        }
        Instant answered = clock.instant();
        findings.add(ready(probe.answer(), Duration.between(asked, answered)));
        probe.certificate().ifPresent(certificate -> findings.add(certificate(certificate, answered)));
        findings.add(signIn());
        signature(findings, probe.answer().header("Date"));
        return findings;
    }

    private Finding ready(ApiAnswer answer, Duration took) {
        String where = session.client().server().toString();
        return switch (answer.status()) {
            case 200 -> Finding.ok("server", where + " is ready, " + took.toMillis() + " ms");
            case 503 ->
                Finding.fault("server", where + " is not ready", "its log says why; often its database is away");
            default ->
                Finding.fault(
                        "server",
                        where + " answers " + answer.status() + " to /health/ready",
                        "is it a Marque, and does the proxy before it let /health through?");
        };
    }

    static Finding certificate(X509Certificate certificate, Instant now) {
        Instant end = certificate.getNotAfter().toInstant();
        String found = certificate.getSubjectX500Principal().getName() + ", until " + end;
        if (!end.isAfter(now)) {
            return Finding.fault("certificate", found, "it has expired: renew it");
        }
        return end.isBefore(now.plus(EXPIRES_SOON))
                ? Finding.warning("certificate", found, "renew it")
                : Finding.ok("certificate", found);
    }

    /** How far the time of a {@code Date} header is from now; empty without one. */
    static Optional<Duration> apart(String date, Instant now) {
        try {
            Instant there = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(there, now).abs());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** How far now is outside of the time in which a list that was signed then is handed out. */
    static Duration apart(Instant signed, Instant now) {
        if (now.isBefore(signed)) {
            return Duration.between(now, signed);
        }
        Duration late = Duration.between(signed.plus(HANDED_OUT), now);
        return late.isNegative() ? Duration.ZERO : late;
    }

    static Finding clocks(Duration apart) {
        String found = "this machine and the server are " + apart.toSeconds() + " s apart";
        if (apart.compareTo(FAR_APART) > 0) {
            return Finding.fault("clock", found, "set the clock right (NTP): files and tokens are refused otherwise");
        }
        return apart.compareTo(APART) > 0
                ? Finding.warning("clock", found, "set the clock right (NTP)")
                : Finding.ok("clock", found);
    }

    private Finding signIn() throws IOException, InterruptedException {
        if (session.credential().isEmpty()) {
            return Finding.warning("sign-in", "nobody is signed in here", "marque login, or MARQUE_TOKEN");
        }
        try {
            Map<String, ?> me = session.call(ApiRequest.get("/api/v1/me")).fields();
            return Finding.ok("sign-in", me.get("name") + ", tenant " + me.get("tenant"));
        } catch (Failure e) {
            return Finding.fault("sign-in", e.text(), "marque login");
        }
    }

    /** What the server signs has to be signed by a key that it shows; and when it was signed tells the server's time. */
    private void signature(List<Finding> findings, String date) throws InterruptedException {
        Instant now = clock.instant();
        Optional<Duration> apart = apart(date, now);
        try {
            PublicKeys keys = Genuineness.shown(session);
            String target = ApiRequest.target(
                    "/api/v1/revocations", Map.of("tenant", session.tenant().orElse("")));
            Object text = session.client().send(ApiRequest.get(target)).fields().get("list");
            Optional<RevocationList> list = RevocationLists.read(String.valueOf(text), keys.keys());
            apart.or(() -> list.map(signed -> apart(signed.issuedAt(), now)))
                    .ifPresent(known -> findings.add(clocks(known)));
            findings.add(
                    list.isPresent()
                            ? Finding.ok(
                                    "signature",
                                    "the list of revoked licenses is signed by a key that the server shows")
                            : Finding.fault(
                                    "signature",
                                    "what the server signs does not fit the keys that it shows",
                                    "is there something between you and the server that changes answers?"));
        } catch (Failure e) {
            apart.ifPresent(known -> findings.add(clocks(known)));
            boolean tenantUnknown = e.code() == ExitCode.NOT_FOUND || e.code() == ExitCode.USAGE;
            findings.add(
                    tenantUnknown
                            ? Finding.warning(
                                    "signature", e.text(), "on a server with several vendors: MARQUE_TENANT=<slug>")
                            : Finding.fault("signature", e.text(), ""));
        }
    }
}
