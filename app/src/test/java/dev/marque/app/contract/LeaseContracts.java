package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Shop;
import dev.marque.app.testing.World;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The operations about seats of floating licenses, for installations and for staff. */
final class LeaseContracts {

    private static final String HOLDER = "{\"fingerprint\": {\"value\": \"machine-2\"}, \"nonce\": \"n-1\"}";

    private final World world;

    LeaseContracts(World world) {
        this.world = world;
    }

    List<Contract> all() {
        return List.of(
                acquire(),
                ofLease("renewLease", "renew", "RENEWED"),
                ofLease("releaseLease", "release", "RELEASED"),
                borrow(),
                giveBack(),
                ofPlace("askPlace", "place", "WAITING"),
                ofPlace("leaveQueue", "leave", "LEFT_QUEUE"),
                listLeases(),
                listQueue(),
                forceRelease());
    }

    /** One seat, taken by machine-1. */
    private Shop.License taken() {
        Shop.License license = new Shop(world.admin()).floatingLicense();
        license.acquire("machine-1");
        return license;
    }

    private static Call call(Shop.License license, String action, String json) {
        return Call.post("/api/v1/licensing/leases/" + action, json, license.installation());
    }

    private Contract acquire() {
        return Contract.of("acquireLease", () -> call(new Shop(world.admin()).floatingLicense(), "acquire", HOLDER))
                .succeeds(200, answer -> {
                    isAnswered(answer, "GRANTED");
                    assertThat(answer.text("/nonce")).isEqualTo("n-1");
                    assertThat(answer.text("/lease/renewAfter")).isLessThan(answer.text("/lease/expiresAt"));
                })
                .refuses(
                        Bad.body("{}", "/fingerprint"),
                        Bad.body("{\"fingerprint\": {\"value\": \"\"}}", "/fingerprint/value"),
                        Bad.body("{\"fingerprint\": {\"value\": \"m\"}, \"group\": \"A B\"}", "/group"),
                        Bad.body("{\"fingerprint\": {\"value\": \"m\"}, \"queue\": 1}", "/queue"))
                .toOtherTenant(answersForItself("GRANTED"));
    }

    private Contract ofLease(String operationId, String action, String code) {
        return Contract.of(operationId, () -> {
                    Shop.License license = new Shop(world.admin()).floatingLicense();
                    return call(license, action, lease(license.acquire("machine-1"), ""));
                })
                .succeeds(200, answer -> isAnswered(answer, code))
                .refuses(Bad.body("{}", "/leaseId"), Bad.body("{\"leaseId\": \"x\"}", "/leaseId"))
                .toOtherTenant(answersForItself("LEASE_ENDED"));
    }

    private Contract borrow() {
        return Contract.of("borrowLease", () -> {
                    Shop.License license = new Shop(world.admin()).floatingLicense();
                    return call(license, "borrow", lease(license.acquire("machine-1"), untilTomorrow()));
                })
                .succeeds(200, answer -> {
                    isAnswered(answer, "BORROWED");
                    assertThat(answer.text("/lease/borrowedUntil")).isEqualTo(answer.text("/lease/expiresAt"));
                })
                .refuses(
                        Bad.body("{}", "/until"),
                        Bad.body("{\"leaseId\": 1, \"until\": \"2099-01-01T00:00:00Z\"}", "/leaseId"),
                        Bad.body("{\"until\": \"tomorrow\"}", "/until"))
                .toOtherTenant(answersForItself("LEASE_ENDED"));
    }

    private Contract giveBack() {
        return Contract.of("returnLease", () -> {
                    Shop.License license = new Shop(world.admin()).floatingLicense();
                    Answer acquired = license.acquire("machine-1");
                    call(license, "borrow", lease(acquired, untilTomorrow())).make();
                    return call(license, "return", lease(acquired, ""));
                })
                .succeeds(200, answer -> isAnswered(answer, "RETURNED"))
                .refuses(Bad.body("{}", "/leaseId"), Bad.body("{\"leaseId\": \"x\"}", "/leaseId"))
                .toOtherTenant(answersForItself("LEASE_ENDED"));
    }

    private Contract ofPlace(String operationId, String action, String code) {
        return Contract.of(operationId, () -> {
                    Shop.License license = taken();
                    call(license, "acquire", "{\"fingerprint\": {\"value\": \"machine-2\"}, \"queue\": true}")
                            .make();
                    return call(license, action, HOLDER);
                })
                .succeeds(200, answer -> isAnswered(answer, code))
                .refuses(Bad.body("{}", "/fingerprint"), Bad.body("{\"fingerprint\": []}", "/fingerprint"))
                .toOtherTenant(answersForItself("NOT_WAITING"));
    }

    private Contract listLeases() {
        return Contract.of("listLeases", () -> Call.get(staffPath(taken(), ""), world.admin()))
                .succeeds(200, answer -> {
                    PlatformContracts.hasItems(answer);
                    assertThat(answer.text("/items/0/fingerprint")).isEqualTo("machine-1");
                })
                .refuses(Bad.query("limit=0", "limit"), Bad.query("after=!", "after"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract listQueue() {
        return Contract.of("listQueue", () -> {
                    Shop.License license = taken();
                    call(license, "acquire", "{\"fingerprint\": {\"value\": \"machine-2\"}, \"queue\": true}")
                            .make();
                    return Call.get(staffPath(license, "/queue"), world.admin());
                })
                .succeeds(200, PlatformContracts::hasItems)
                .refuses(Bad.query("limit=0", "limit"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract forceRelease() {
        return Contract.of("forceReleaseLease", () -> {
                    Shop.License license = new Shop(world.admin()).floatingLicense();
                    String lease = license.acquire("machine-1").text("/lease/id");
                    return Call.post(
                            staffPath(license, "/" + lease + "/force-release"),
                            "{\"reason\": \"left the company\"}",
                            world.admin());
                })
                .succeeds(204, answer -> assertThat(answer.body()).isEmpty())
                .refuses(Bad.body("{}", "/reason"), Bad.body("{\"reason\": \" \"}", "/reason"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private static String staffPath(Shop.License license, String rest) {
        return "/api/v1/licenses/" + license.id() + "/leases" + rest;
    }

    private static String lease(Answer acquired, String more) {
        return "{\"leaseId\": \"%s\"%s}".formatted(acquired.text("/lease/id"), more);
    }

    private String untilTomorrow() {
        return ", \"until\": \"%s\"".formatted(world.now().plus(Duration.ofDays(1)));
    }

    /** The other vendor's license makes the same call: it is answered for its own seats, never for these. */
    private Consumer<Call> answersForItself(String code) {
        return call -> {
            Answer answer = call.by(
                            new Shop(world.otherAdmin()).floatingLicense().installation())
                    .make();
            isAnswered(answer, code);
        };
    }

    private static void isAnswered(Answer answer, String code) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Marque-Signature")).isPresent();
        assertThat(answer.code()).as(answer.toString()).isEqualTo(code);
    }
}
