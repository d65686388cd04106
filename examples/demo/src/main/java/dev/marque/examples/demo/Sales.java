package dev.marque.examples.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Licenses, their machines, and what became of them. */
final class Sales {

    private static final List<String> PLATFORMS = List.of("linux-x86_64", "windows-x86_64", "macos-aarch64");
    private static final int MOST_MACHINES = 3;

    private final Api staff;
    private final Instant now;
    private int activations;

    Sales(Api staff, Instant now) {
        this.staff = staff;
        this.now = now;
    }

    /** Returns how many machines were activated. */
    int write(List<String> policyIds) throws IOException, InterruptedException {
        for (int number = 0; number < Customers.COUNT; number++) {
            sell(number, policyIds.get(number % policyIds.size()));
            if (number % 10 == 9) {
                System.out.println("    " + (number + 1) + " licenses");
            }
        }
        return activations;
    }

    private void sell(int number, String policyId) throws IOException, InterruptedException {
        Map<String, ?> license = staff.post(
                "/api/v1/licenses",
                Map.of(
                        "policyId", policyId,
                        "name", Customers.name(number),
                        "metadata", Map.of("crmId", Integer.toString(4_000 + number))));
        Api installation = staff.asInstallation(Api.text(license, "key"));
        for (int machine = 0; machine < number % (MOST_MACHINES + 1); machine++) {
            install(installation, number, machine);
        }
        tellTheRest(number, "/api/v1/licenses/" + Api.text(license, "id"));
    }

    /** A trial has one seat only, so some of these are refused, as in life. */
    private void install(Api installation, int number, int machine) throws IOException, InterruptedException {
        String hardware = "demo " + number + "/" + machine;
        Map<String, ?> answer = installation.post(
                "/api/v1/licensing/activate",
                Map.of(
                        "fingerprint",
                        Map.of(
                                "value", digest(hardware),
                                "components",
                                        Map.of("mac", digest(hardware + " mac"), "cpu", digest(hardware + " cpu"))),
                        "name",
                        "machine-" + (machine + 1),
                        "version",
                        "4.1." + machine,
                        "platform",
                        PLATFORMS.get((number + machine) % PLATFORMS.size())));
        if (Boolean.TRUE.equals(answer.get("activated"))) {
            activations++;
            installation.post(
                    "/api/v1/licensing/heartbeat",
                    Map.of("activationId", Api.text(answer, "activationId"), "version", "4.1." + machine));
        }
    }

    private void tellTheRest(int number, String license) throws IOException, InterruptedException {
        switch (number) {
            case 6, 17, 33 -> staff.post(license + "/suspend", Map.of("reason", "Invoice is overdue"));
            case 11, 28 -> staff.post(license + "/revoke", Map.of("reason", "Refunded"));
            case 15, 20, 35 -> expire(license, Duration.ofDays(60));
            case 22, 25 -> expire(license, Duration.ofDays(2));
            case 30 -> staff.post(license + "/renew", Map.of());
            case 39 -> staff.post(license + "/archive", Map.of());
            default -> {
                // It just runs.
            }
        }
    }

    private void expire(String license, Duration ago) throws IOException, InterruptedException {
        staff.patch(
                license,
                Map.of(
                        "expiresAt",
                        now.minus(ago).truncatedTo(ChronoUnit.SECONDS).toString()));
    }

    private static String digest(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }
}
