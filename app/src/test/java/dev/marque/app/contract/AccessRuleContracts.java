package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.LeakedLicense;
import dev.marque.app.testing.World;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The operations on block lists, allow lists and suspected leaks. */
final class AccessRuleContracts {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final World world;

    AccessRuleContracts(World world) {
        this.world = world;
    }

    List<Contract> all() {
        return List.of(add(), list(), remove(), listLeaks(), closeLeak());
    }

    /** About a machine that nothing else in the tests has. */
    private static String rule() {
        return """
                {"kind": "BLOCK", "subject": "FINGERPRINT", "value": "blocked-%d", "note": "Resells keys"}""".formatted(COUNTER.incrementAndGet());
    }

    private Answer added() {
        Answer added = Call.post("/api/v1/access-rules", rule(), world.admin()).make();
        assertThat(added.status()).as(added.toString()).isEqualTo(201);
        return added;
    }

    private Contract add() {
        return Contract.of("addAccessRule", () -> Call.post("/api/v1/access-rules", rule(), world.admin()))
                .succeeds(201, answer -> assertThat(answer.text("/kind")).isEqualTo("BLOCK"))
                .refuses(
                        Bad.body("{}", "/kind"),
                        Bad.body("{\"kind\": \"BLOCK\", \"subject\": \"FINGERPRINT\", \"value\": \" \"}", "/value"),
                        Bad.body(
                                "{\"kind\": \"BLOCK\", \"subject\": \"ADDRESS_RANGE\", \"value\": \"192.0.2.7/24\"}",
                                "/value"),
                        Bad.body(
                                "{\"kind\": \"BLOCK\", \"subject\": \"FINGERPRINT\", \"value\": \"x\","
                                        + " \"expiresAt\": \"2020-01-01T00:00:00Z\"}",
                                "/expiresAt"))
                .toOtherTenant(call -> assertThat(call.make().status()).isEqualTo(201));
    }

    private Contract list() {
        return Contract.of("listAccessRules", () -> {
                    added();
                    return Call.get("/api/v1/access-rules", world.admin());
                })
                .succeeds(
                        200, answer -> assertThat(answer.text("/items/0/value")).startsWith("blocked-"))
                .refuses(Bad.query("limit=0", "limit"))
                .toOtherTenant(this::seesNoneOfOurs);
    }

    private void seesNoneOfOurs(Call call) {
        String ours = added().text("/id");
        Answer theirs = call.make();
        assertThat(theirs.status()).isEqualTo(200);
        assertThat(theirs.json().findValuesAsText("id")).doesNotContain(ours);
    }

    private Contract remove() {
        return Contract.of(
                        "removeAccessRule",
                        () -> new Call("DELETE", "/api/v1/access-rules/" + added().text("/id"), null, world.admin()))
                .succeeds(204, answer -> assertThat(answer.body()).isEmpty())
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract listLeaks() {
        return Contract.of("listLicenseLeaks", () -> {
                    LeakedLicense.suspected(world);
                    return Call.get("/api/v1/license-leaks", world.admin());
                })
                .succeeds(200, answer -> assertThat(answer.text("/items/0/reason"))
                        .isEqualTo("TOO_MANY_FINGERPRINTS"))
                .refuses(Bad.query("limit=0", "limit"))
                .toOtherTenant(call -> {
                    Answer theirs = call.make();
                    assertThat(theirs.status()).isEqualTo(200);
                    assertThat(theirs.json().at("/items")).isEmpty();
                });
    }

    private Contract closeLeak() {
        return Contract.of("closeLicenseLeak", () -> {
                    return Call.post(
                            "/api/v1/license-leaks/" + LeakedLicense.suspected(world) + "/close",
                            "{\"state\": \"RESOLVED\", \"note\": \"The key was replaced.\"}",
                            world.admin());
                })
                .succeeds(200, answer -> assertThat(answer.text("/state")).isEqualTo("RESOLVED"))
                .refuses(Bad.body("{}", "/state"), Bad.body("{\"state\": \"OPEN\"}", "/state"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }
}
