package dev.marque.app.testing;

import static org.assertj.core.api.Assertions.assertThat;

/** A colleague who also has an account at the branch, and has chosen both passwords. */
public record Traveller(World world, Colleague colleague) {

    public static final String PASSWORD = "nine quiet lamps beside the river";

    public static Traveller with(World world) {
        Traveller traveller = atHome(world);
        world.branchAdmin();
        world.people().hireWithOwnPassword("branch", traveller.colleague().email(), PASSWORD, "support");
        return traveller;
    }

    /** Somebody who could join the branch. */
    public static Traveller atHome(World world) {
        return new Traveller(world, Colleague.hiredWithOwnPassword(world, PASSWORD));
    }

    /** The body of a request that links the two accounts. */
    public String proof() {
        return """
                {"tenant": "branch", "password": "%s", "ownPassword": "%s"}""".formatted(PASSWORD, PASSWORD);
    }

    /** The token of an invitation of the branch to the colleague's address. */
    public String invited() {
        return expect(201, world.branchAdmin().post("/api/v1/invitations", """
                {"email": "%s", "roles": ["support"]}""".formatted(colleague.email())))
                .text("/token");
    }

    /** The body of a request that accepts an invitation and links the new account. */
    public String acceptance() {
        return """
                {"token": "%s", "password": "%s", "ownPassword": "%s"}""".formatted(invited(), PASSWORD, PASSWORD);
    }

    /** Links the two; returns the address of the branch among one's own. */
    public String link() {
        Answer linked = expect(200, colleague.api().post("/api/v1/me/tenants", proof()));
        return "/api/v1/me/tenants/" + linked.text("/id");
    }

    private static Answer expect(int status, Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        return answer;
    }
}
