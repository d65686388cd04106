package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.SignInThroughProvider;
import dev.marque.app.testing.World;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The operations about sign-in through identity providers. */
final class OidcContracts {

    private static final String SETTINGS =
            "{\"name\": \"Login\", \"issuer\": \"https://login.example.com\", \"clientId\": \"marque\"%s}";

    private final World world;

    OidcContracts(World world) {
        this.world = world;
    }

    List<Contract> all() {
        return List.of(create(), list(), get(), replace(), delete(), choices(), start(), finish());
    }

    private Contract create() {
        return Contract.of(
                        "createOidcProvider",
                        () -> Call.post(
                                "/api/v1/oidc-providers",
                                settings(", \"clientSecret\": \"hidden from now on\""),
                                world.admin()))
                .succeeds(201, answer -> {
                    assertThat(answer.json().at("/hasClientSecret").asBoolean()).isTrue();
                    assertThat(answer.toString()).doesNotContain("hidden from now on");
                })
                .refuses(
                        Bad.body("{\"issuer\": \"https://a.example\", \"clientId\": \"m\"}", "/name"),
                        Bad.body(with("issuer", "\"http://login.example.com\""), "/issuer"),
                        Bad.body(with("issuer", "\"https://login.example.com/?x=1\""), "/issuer"),
                        Bad.body(with("issuer", "\"not an address\""), "/issuer"),
                        Bad.body(settings(", \"defaultRole\": \"emperor\""), "/defaultRole"),
                        Bad.body(
                                settings(", \"groupRoles\": [{\"group\": \"a\", \"role\": \"emperor\"}]"),
                                "/groupRoles/0/role"),
                        Bad.body(settings(", \"emailDomains\": [\"a b\"]"), "/emailDomains/0"))
                .hasNoOtherTenantBecause("it names no record");
    }

    private Contract list() {
        return Contract.of("listOidcProviders", () -> {
                    newProvider();
                    return Call.get("/api/v1/oidc-providers", world.admin());
                })
                .succeeds(200, PlatformContracts::hasItems)
                .refuses(Bad.query("limit=0", "limit"))
                .toOtherTenant(new PlatformContracts(world).sharesNoItems());
    }

    private Contract get() {
        return Contract.of("getOidcProvider", () -> Call.get(newProvider(), world.admin()))
                .succeeds(200, answer -> assertThat(answer.toString())
                        .doesNotContain(SignInThroughProvider.CLIENT_SECRET))
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract replace() {
        return Contract.of("replaceOidcProvider", () -> {
                    String provider = newProvider();
                    String issuer = world.admin().get(provider).text("/issuer");
                    return new Call("PUT", provider, with("issuer", "\"" + issuer + "\""), world.admin());
                })
                .succeeds(200, answer -> assertThat(
                                answer.json().at("/hasClientSecret").asBoolean())
                        .as("a client secret that is left out stays")
                        .isTrue())
                .refuses(
                        Bad.body(with("issuer", "null"), "/issuer"),
                        Bad.body(with("issuer", "\"https://elsewhere.example.com\""), "/clientSecret"),
                        Bad.body(settings(", \"clientSecret\": \"s\", \"defaultRole\": \"emperor\""), "/defaultRole"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract delete() {
        return Contract.of("deleteOidcProvider", () -> new Call("DELETE", newProvider(), null, world.admin()))
                .succeeds(204, answer -> assertThat(answer.body()).isEmpty())
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract choices() {
        return Contract.of("listSignInProviders", () -> {
                    newProvider();
                    return Call.get("/api/v1/auth/oidc/providers", world.anonymous());
                })
                .succeeds(200, answer -> {
                    PlatformContracts.hasItems(answer);
                    assertThat(answer.json().at("/items/0")).hasSize(2);
                })
                .refuses(Bad.query("tenant=%00", "tenant"))
                .isOpenBecause("a sign-in page shows them before anybody is signed in")
                .hasNoOtherTenantBecause("everybody may see them");
    }

    private Contract start() {
        return Contract.of(
                        "startOidcSignIn",
                        () -> Call.post(
                                "/api/v1/auth/oidc/start",
                                "{\"providerId\": \""
                                        + SignInThroughProvider.with(world, "").id() + "\"}",
                                world.anonymous()))
                .succeeds(200, answer -> assertThat(answer.text("/secret")).startsWith("mqo_"))
                .refuses(
                        Bad.body("{}", "/providerId"),
                        Bad.body("{\"providerId\": \"%s\"}".formatted(new UUID(0, 7)), "/providerId"),
                        Bad.body(
                                "{\"tenant\": \"none\", \"providerId\": \"%s\"}".formatted(new UUID(0, 7)),
                                "/providerId"))
                .isOpenBecause("credentials come from here")
                .hasNoOtherTenantBecause("nobody is signed in yet");
    }

    private Contract finish() {
        return Contract.of("finishOidcSignIn", () -> {
                    SignInThroughProvider login =
                            SignInThroughProvider.with(world, "\"createsPeople\": true, \"defaultRole\": \"support\"");
                    String body = login.comeBack("ada", Map.of("email", login.issuer() + "@contract.example"));
                    return Call.post("/api/v1/auth/oidc/finish", body, world.anonymous());
                })
                .succeeds(200, answer -> assertThat(answer.text("/tokenType")).isEqualTo("Bearer"))
                .refuses(
                        Bad.body("{\"code\": \"c\", \"secret\": \"s\"}", "/state"),
                        Bad.body("{\"state\": \"s\", \"secret\": \"s\"}", "/code"),
                        Bad.body("{\"state\": \"s\", \"code\": \"c\"}", "/secret"))
                .isOpenBecause("state, secret and code are the credentials")
                .hasNoOtherTenantBecause("the state decides the tenant");
    }

    /** The address of a new provider. */
    private String newProvider() {
        return "/api/v1/oidc-providers/" + SignInThroughProvider.with(world, "").id();
    }

    private static String settings(String further) {
        return SETTINGS.formatted(further);
    }

    private static String with(String field, String value) {
        return settings("").replaceAll("\"" + field + "\": \"[^\"]*\"", "\"" + field + "\": " + value);
    }
}
