package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marque.app.testing.Answer;
import dev.marque.app.testing.World;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The operations on environments. */
final class EnvironmentContracts {

    private static final String PATH = "/api/v1/environments";
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final World world;

    EnvironmentContracts(World world) {
        this.world = world;
    }

    List<Contract> all() {
        return List.of(create(), list(), get(), rename(), delete());
    }

    private static String environment() {
        return "{\"code\": \"env-%d\", \"name\": \"Staging\", \"kind\": \"ISOLATED\"}"
                .formatted(COUNTER.incrementAndGet());
    }

    /** There may be 20 only: those that earlier calls left empty go. */
    private void makeRoom() {
        for (JsonNode old : world.admin().get(PATH).json().at("/items")) {
            world.admin().send("DELETE", PATH + "/" + old.at("/id").asText(), null);
        }
    }

    private String path() {
        makeRoom();
        Answer created = world.admin().post(PATH, environment());
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return PATH + "/" + created.text("/id");
    }

    private Contract create() {
        return Contract.of("createEnvironment", () -> {
                    makeRoom();
                    return Call.post(PATH, environment(), world.admin());
                })
                .succeeds(201, answer -> {
                    assertThat(answer.text("/code")).startsWith("env-");
                    assertThat(answer.text("/kind")).isEqualTo("ISOLATED");
                })
                .refuses(
                        Bad.body("{\"code\": \"-x\", \"name\": \"X\", \"kind\": \"SHARED\"}", "/code"),
                        Bad.body("{\"code\": \"x2\", \"kind\": \"SHARED\"}", "/name"),
                        Bad.body("{\"code\": \"x2\", \"name\": \"X\", \"kind\": \"OPEN\"}", "/kind"))
                .hasNoOtherTenantBecause("it names no record");
    }

    private Contract list() {
        return Contract.of("listEnvironments", () -> {
                    path();
                    return Call.get(PATH, world.admin());
                })
                .succeeds(200, PlatformContracts::hasItems)
                .refuses(Bad.query("limit=x", "limit"))
                .toOtherTenant(new PlatformContracts(world).sharesNoItems());
    }

    private Contract get() {
        return Contract.of("getEnvironment", () -> Call.get(path(), world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/name")).isEqualTo("Staging"))
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract rename() {
        return Contract.of("renameEnvironment", () -> Call.put(path(), "{\"name\": \"Training\"}", world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/name")).isEqualTo("Training"))
                .refuses(Bad.body("{}", "/name"), Bad.body("{\"name\": \" \"}", "/name"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract delete() {
        return Contract.of("deleteEnvironment", () -> new Call("DELETE", path(), null, world.admin()))
                .succeeds(204, answer -> assertThat(answer.body()).isEmpty())
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }
}
