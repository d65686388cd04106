package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Shop;
import dev.marque.app.testing.World;
import java.util.List;
import java.util.function.Consumer;

/** The operations about named users of licenses, for staff and for people who help themselves. */
final class NamedUserContracts {

    private static final String ADA = "{\"email\": \"ada@globex.example\"}";

    private final World world;

    NamedUserContracts(World world) {
        this.world = world;
    }

    List<Contract> all() {
        return List.of(
                list(),
                ofStaff("inviteLicenseUser", "invite", "INVITED"),
                ofStaff("assignLicenseUser", "assign", "ASSIGNED"),
                release(),
                accept(),
                join(),
                leave());
    }

    private Shop.License license() {
        return new Shop(world.admin()).namedUserLicense();
    }

    private static String path(Shop.License license, String rest) {
        return "/api/v1/licenses/" + license.id() + "/users" + rest;
    }

    private static Call own(Shop.License license, String action, String json) {
        return Call.post("/api/v1/licensing/users/" + action, json, license.installation());
    }

    private Contract list() {
        return Contract.of("listLicenseUsers", () -> {
                    Shop.License license = license();
                    license.name("assign", "ada@globex.example");
                    return Call.get(path(license, ""), world.admin());
                })
                .succeeds(200, answer -> {
                    PlatformContracts.hasItems(answer);
                    assertThat(answer.text("/items/0/email")).isEqualTo("ada@globex.example");
                    assertThat(answer.text("/items/0/state")).isEqualTo("ASSIGNED");
                })
                .refuses(Bad.query("limit=0", "limit"), Bad.query("after=!", "after"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract ofStaff(String operationId, String action, String code) {
        return Contract.of(operationId, () -> Call.post(path(license(), "/" + action), ADA, world.admin()))
                .succeeds(200, answer -> {
                    assertThat(answer.code()).as(answer.toString()).isEqualTo(code);
                    assertThat(answer.json().at("/token").isMissingNode()).isEqualTo(!code.equals("INVITED"));
                    assertThat(answer.json().at("/seats/taken").asInt()).isEqualTo(1);
                })
                .refuses(
                        Bad.body("{}", "/email"),
                        Bad.body("{\"email\": \"nobody\"}", "/email"),
                        Bad.body("{\"email\": 1}", "/email"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract release() {
        return Contract.of("releaseLicenseUser", () -> {
                    Shop.License license = license();
                    String user = license.name("assign", "ada@globex.example").text("/user/id");
                    return Call.post(path(license, "/" + user + "/release"), null, world.admin());
                })
                .succeeds(200, answer -> {
                    assertThat(answer.code()).as(answer.toString()).isEqualTo("RELEASED");
                    assertThat(answer.text("/user/heldUntil")).isNotEmpty();
                })
                .takesNoInputBecause("it has no body")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract accept() {
        return Contract.of("acceptSeat", () -> {
                    Shop.License license = license();
                    String token = license.name("invite", "ada@globex.example").text("/token");
                    return own(license, "accept", "{\"token\": \"%s\", \"nonce\": \"n-1\"}".formatted(token));
                })
                .succeeds(200, answer -> {
                    isAnswered(answer, "ASSIGNED");
                    assertThat(answer.text("/nonce")).isEqualTo("n-1");
                    assertThat(answer.json().at("/token").isMissingNode()).isTrue();
                })
                .refuses(Bad.body("{}", "/token"), Bad.body("{\"token\": \" \"}", "/token"))
                .toOtherTenant(answersForItself("INVITATION_UNKNOWN"));
    }

    private Contract join() {
        return Contract.of("joinLicense", () -> own(license(), "join", ADA))
                .succeeds(200, answer -> isAnswered(answer, "ASSIGNED"))
                .refuses(Bad.body("{}", "/email"), Bad.body("{\"email\": \"a b\"}", "/email"))
                .toOtherTenant(answersForItself("ASSIGNED"));
    }

    private Contract leave() {
        return Contract.of("leaveLicense", () -> {
                    Shop.License license = license();
                    license.name("assign", "ada@globex.example");
                    return own(license, "leave", ADA);
                })
                .succeeds(200, answer -> isAnswered(answer, "RELEASED"))
                .refuses(Bad.body("{}", "/email"), Bad.body("{\"email\": []}", "/email"))
                .toOtherTenant(answersForItself("NOT_ASSIGNED"));
    }

    /** The other vendor's license makes the same call: it is answered for its own users, never for these. */
    private Consumer<Call> answersForItself(String code) {
        return call -> isAnswered(
                call.by(new Shop(world.otherAdmin()).namedUserLicense().installation())
                        .make(),
                code);
    }

    private static void isAnswered(Answer answer, String code) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Marque-Signature")).isPresent();
        assertThat(answer.code()).as(answer.toString()).isEqualTo(code);
    }
}
