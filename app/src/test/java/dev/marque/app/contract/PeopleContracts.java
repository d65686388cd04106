package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Colleague;
import dev.marque.app.testing.World;
import dev.marque.platform.identity.testing.Phone;
import java.util.List;
import java.util.stream.Stream;

/** What people do with their own account, and administrators with the staff. */
final class PeopleContracts {

    private static final String NEW_PASSWORD = "seven ducks read the morning paper";
    private static final String CALLER_ONLY = "it concerns the caller only";
    private static final String TOKEN_DECIDES = "the token decides the tenant";
    private static final String NO_SUCH_ID = "an id that is none is a 404";

    private final World world;

    PeopleContracts(World world) {
        this.world = world;
    }

    List<Contract> all() {
        return Stream.of(signingIn(), passwords(), secondFactor(), sessions(), invitations(), staff())
                .flatMap(List::stream)
                .toList();
    }

    private List<Contract> signingIn() {
        return List.of(Contract.of("completeSignIn", () -> {
                    Colleague colleague = Colleague.hired(world);
                    Phone phone = colleague.confirm();
                    String challenge = colleague.signIn().text("/challenge");
                    return Call.post(
                            "/api/v1/auth/second-factor",
                            "{\"challenge\": \"%s\", \"code\": \"%s\"}".formatted(challenge, phone.code()),
                            world.anonymous());
                })
                .succeeds(200, answer -> assertThat(answer.text("/status")).isEqualTo("SIGNED_IN"))
                .refuses(
                        Bad.body("{\"code\": \"287082\"}", "/challenge"),
                        Bad.body("{\"challenge\": \"mqc_x\", \"code\": 287082}", "/code"))
                .isOpenBecause("the challenge is the credential")
                .hasNoOtherTenantBecause("the challenge decides the tenant"));
    }

    private List<Contract> passwords() {
        return List.of(
                Contract.of(
                                "changePassword",
                                () -> Call.post(
                                        "/api/v1/me/password",
                                        "{\"oldPassword\": \"%s\", \"newPassword\": \"%s\"}"
                                                .formatted(Colleague.PASSWORD, NEW_PASSWORD),
                                        Colleague.hired(world).api()))
                        .succeeds(204, PeopleContracts::isEmpty)
                        .refuses(
                                Bad.body("{\"newPassword\": \"x\"}", "/oldPassword"),
                                Bad.body("{\"oldPassword\": \"x\", \"newPassword\": \" \"}", "/newPassword"))
                        .hasNoOtherTenantBecause(CALLER_ONLY),
                Contract.of(
                                "forgotPassword",
                                () -> Call.post(
                                        "/api/v1/auth/password/forgot",
                                        "{\"email\": \"%s\"}"
                                                .formatted(
                                                        Colleague.hired(world).email()),
                                        world.anonymous()))
                        .succeeds(204, PeopleContracts::isEmpty)
                        .refuses(Bad.body("{}", "/email"), Bad.body("{\"email\": 1}", "/email"))
                        .isOpenBecause("who forgot the password has no credentials")
                        .hasNoOtherTenantBecause("it answers the same to everybody"),
                Contract.of(
                                "resetPassword",
                                () -> Call.post(
                                        "/api/v1/auth/password/reset",
                                        "{\"token\": \"%s\", \"password\": \"%s\"}"
                                                .formatted(
                                                        Colleague.hired(world).passwordReset(), NEW_PASSWORD),
                                        world.anonymous()))
                        .succeeds(204, PeopleContracts::isEmpty)
                        .refuses(
                                Bad.body("{\"password\": \"x\"}", "/token"),
                                Bad.body("{\"token\": \"mqp_x\", \"password\": \"\"}", "/password"))
                        .isOpenBecause("the token is the credential")
                        .hasNoOtherTenantBecause(TOKEN_DECIDES));
    }

    private List<Contract> secondFactor() {
        return List.of(
                Contract.of(
                                "enrolSecondFactor",
                                () -> Call.post(
                                        "/api/v1/me/second-factor",
                                        "{\"password\": \"" + Colleague.PASSWORD + "\"}",
                                        Colleague.hired(world).api()))
                        .succeeds(200, answer -> assertThat(answer.text("/secret"))
                                .matches("[A-Z2-7]{32}"))
                        .refuses(Bad.body("{}", "/password"))
                        .hasNoOtherTenantBecause(CALLER_ONLY),
                Contract.of("confirmSecondFactor", () -> {
                            Colleague colleague = Colleague.hired(world);
                            String code = colleague.enrol().code();
                            return Call.post(
                                    "/api/v1/me/second-factor/confirm",
                                    "{\"code\": \"" + code + "\"}",
                                    colleague.api());
                        })
                        .succeeds(200, answer -> assertThat(answer.json().at("/recoveryCodes"))
                                .hasSize(10))
                        .refuses(Bad.body("{}", "/code"), Bad.body("{\"code\": \"no code\"}", "/code"))
                        .hasNoOtherTenantBecause(CALLER_ONLY),
                Contract.of("disableSecondFactor", () -> {
                            Colleague colleague = Colleague.hired(world);
                            String code = colleague.confirm().code();
                            return Call.post(
                                    "/api/v1/me/second-factor/disable",
                                    "{\"password\": \"%s\", \"code\": \"%s\"}".formatted(Colleague.PASSWORD, code),
                                    colleague.api());
                        })
                        .succeeds(204, PeopleContracts::isEmpty)
                        .refuses(
                                Bad.body("{\"code\": \"287082\"}", "/password"),
                                Bad.body("{\"password\": \"x\"}", "/code"))
                        .hasNoOtherTenantBecause(CALLER_ONLY));
    }

    private List<Contract> sessions() {
        return List.of(
                Contract.of("listSessions", () -> Call.get("/api/v1/me/sessions", world.admin()))
                        .succeeds(200, answer -> assertThat(answer.json().findValuesAsText("current"))
                                .contains("true"))
                        .refuses(Bad.query("limit=0", "limit"), Bad.query("after=x", "after"))
                        .toOtherTenant(new PlatformContracts(world).sharesNoItems()),
                Contract.of("endSession", () -> {
                            Colleague colleague = Colleague.hired(world);
                            String id =
                                    colleague.api().get("/api/v1/me/sessions").text("/items/0/id");
                            return delete("/api/v1/me/sessions/" + id, colleague);
                        })
                        .succeeds(204, PeopleContracts::isEmpty)
                        .takesNoInputBecause(NO_SUCH_ID)
                        .toOtherTenant(PlatformContracts::isNotFound),
                Contract.of("endOtherSessions", () -> delete("/api/v1/me/sessions", Colleague.hired(world)))
                        .succeeds(204, PeopleContracts::isEmpty)
                        .takesNoInputBecause("it has none")
                        .hasNoOtherTenantBecause(CALLER_ONLY));
    }

    private List<Contract> invitations() {
        return List.of(
                Contract.of(
                                "inviteUser",
                                () -> Call.post(
                                        "/api/v1/invitations",
                                        "{\"email\": \"invited@example.com\", \"roles\": [\"support\"]}",
                                        world.admin()))
                        .succeeds(201, answer -> assertThat(answer.text("/link"))
                                .endsWith("/accept-invitation#" + answer.text("/token")))
                        .refuses(
                                Bad.body("{\"email\": \"no address\", \"roles\": [\"support\"]}", "/email"),
                                Bad.body("{\"email\": \"a@b.example\", \"roles\": []}", "/roles"),
                                Bad.body("{\"email\": \"a@b.example\", \"roles\": [\"emperor\"]}", "/roles/0"))
                        .hasNoOtherTenantBecause("it names no record"),
                Contract.of("listInvitations", () -> {
                            Colleague.invitation(world);
                            return Call.get("/api/v1/invitations", world.admin());
                        })
                        .succeeds(200, answer -> {
                            PlatformContracts.hasItems(answer);
                            assertThat(answer.toString()).doesNotContain("mqi_");
                        })
                        .refuses(Bad.query("limit=x", "limit"))
                        .toOtherTenant(new PlatformContracts(world).sharesNoItems()),
                Contract.of("resendInvitation", () -> Call.post(invitation() + "/resend", null, world.admin()))
                        .succeeds(
                                200, answer -> assertThat(answer.text("/token")).startsWith("mqi_"))
                        .takesNoInputBecause(NO_SUCH_ID)
                        .toOtherTenant(PlatformContracts::isNotFound),
                Contract.of("revokeInvitation", () -> new Call("DELETE", invitation(), null, world.admin()))
                        .succeeds(204, PeopleContracts::isEmpty)
                        .takesNoInputBecause(NO_SUCH_ID)
                        .toOtherTenant(PlatformContracts::isNotFound),
                Contract.of(
                                "acceptInvitation",
                                () -> Call.post(
                                        "/api/v1/auth/accept-invitation",
                                        "{\"token\": \"%s\", \"name\": \"Sam\", \"password\": \"%s\"}"
                                                .formatted(
                                                        Colleague.invitation(world)
                                                                .text("/token"),
                                                        NEW_PASSWORD),
                                        world.anonymous()))
                        .succeeds(
                                200, answer -> assertThat(answer.text("/name")).isEqualTo("Sam"))
                        .refuses(
                                Bad.body("{\"name\": \"Sam\", \"password\": \"x\"}", "/token"),
                                Bad.body("{\"token\": \"mqi_x\", \"name\": \" \", \"password\": \"x\"}", "/name"))
                        .isOpenBecause("the token is the credential")
                        .hasNoOtherTenantBecause(TOKEN_DECIDES));
    }

    private List<Contract> staff() {
        return List.of(
                Contract.of(
                                "updateUser",
                                () -> new Call(
                                        "PATCH",
                                        user(),
                                        "{\"name\": \"Robin Lee\", \"roles\": [\"administrator\"]}",
                                        world.admin()))
                        .succeeds(200, answer -> assertThat(answer.text("/roles/0"))
                                .isEqualTo("administrator"))
                        .refuses(
                                Bad.body("{\"name\": \" \"}", "/name"),
                                Bad.body("{\"roles\": []}", "/roles"),
                                Bad.body("{\"roles\": [\"support\", \"emperor\"]}", "/roles/1"),
                                Bad.body("{\"email\": \"a@b.example\"}", "/email"))
                        .toOtherTenant(PlatformContracts::isNotFound),
                action("disableUser", "POST", "/disable", 200),
                action("enableUser", "POST", "/enable", 200),
                action("removeUser", "DELETE", "", 204),
                action("issuePasswordReset", "POST", "/password-reset", 200),
                action("resetSecondFactor", "DELETE", "/second-factor", 204),
                action("endUserSessions", "DELETE", "/sessions", 204));
    }

    private Contract action(String operationId, String method, String path, int status) {
        return Contract.of(operationId, () -> new Call(method, user() + path, null, world.admin()))
                .succeeds(
                        status, answer -> assertThat(answer.body().length == 0).isEqualTo(status == 204))
                .takesNoInputBecause(NO_SUCH_ID)
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private String user() {
        return "/api/v1/users/" + Colleague.hired(world).id();
    }

    private String invitation() {
        return "/api/v1/invitations/" + Colleague.invitation(world).text("/invitation/id");
    }

    private static Call delete(String path, Colleague colleague) {
        return new Call("DELETE", path, null, colleague.api());
    }

    private static void isEmpty(Answer answer) {
        assertThat(answer.body()).isEmpty();
    }
}
