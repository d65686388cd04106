package dev.marque.app.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.Colleague;
import dev.marque.app.testing.Traveller;
import dev.marque.app.testing.World;

/** Makes the examples of identity's requests true: each is given a colleague of its own to be about. */
final class PeopleExamples {

    private final World world;

    PeopleExamples(World world) {
        this.world = world;
    }

    /** Fills in passwords, codes and tokens that exist; returns who the example is about. */
    Colleague fill(String operationId, ObjectNode json) {
        return switch (operationId) {
            case "linkTenant" -> link(Traveller.with(world), json);
            case "linkInvitation" -> join(Traveller.atHome(world), json);
            default -> fill(operationId, Colleague.hired(world), json);
        };
    }

    private static Colleague link(Traveller traveller, ObjectNode json) {
        json.remove("code");
        json.put("email", traveller.colleague().email());
        json.put("tenant", "branch").put("password", Traveller.PASSWORD).put("ownPassword", Traveller.PASSWORD);
        return traveller.colleague();
    }

    private static Colleague join(Traveller traveller, ObjectNode json) {
        json.put("token", traveller.invited())
                .put("password", Traveller.PASSWORD)
                .put("ownPassword", Traveller.PASSWORD);
        return traveller.colleague();
    }

    private Colleague fill(String operationId, Colleague colleague, ObjectNode json) {
        switch (operationId) {
            case "changePassword" -> json.put("oldPassword", Colleague.PASSWORD);
            case "enrolSecondFactor" -> json.put("password", Colleague.PASSWORD);
            case "confirmSecondFactor" -> json.put("code", colleague.enrol().code());
            case "disableSecondFactor" ->
                json.put("password", Colleague.PASSWORD)
                        .put("code", colleague.confirm().code());
            case "completeSignIn" ->
                json.put("code", colleague.confirm().code())
                        .put("challenge", colleague.signIn().text("/challenge"));
            case "resetPassword" -> json.put("token", colleague.passwordReset());
            case "acceptInvitation" ->
                json.put("token", Colleague.invitation(world).text("/token"));
            default -> {
                // The others need nobody in particular.
            }
        }
        return colleague;
    }

    /** Who sends it: people themselves what is about themselves. */
    static Api caller(String path, Colleague colleague, Api otherwise) {
        return path.startsWith("/api/v1/me") ? colleague.api() : otherwise;
    }
}
