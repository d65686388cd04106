package dev.marque.licensing.whole;

import static java.util.Objects.requireNonNull;

import dev.marque.licensing.edit.EmailAddress;
import dev.marque.licensing.user.UserCode;
import dev.marque.licensing.user.UserOutcome;
import dev.marque.platform.identity.Actor;
import java.util.UUID;

/** What is done about the named users of a license; outcomes are told in a word or two. */
final class People {

    private final Clients clients;

    People(Clients clients) {
        this.clients = clients;
    }

    String invite(Step step, Given given) {
        return told(
                step, given, clients.room(step).users.invite(staff(step), given.id(), EmailAddress.of(step.person())));
    }

    String accept(Step step, Given given) {
        String token = requireNonNull(given.invitations.get(step.person()));
        return told(step, given, clients.room(step).self.accept(given.installation, token));
    }

    String assign(Step step, Given given) {
        return told(
                step, given, clients.room(step).users.assign(staff(step), given.id(), EmailAddress.of(step.person())));
    }

    String release(Step step, Given given) {
        UUID user = requireNonNull(given.users.get(step.person()));
        return told(step, given, clients.room(step).users.release(staff(step), given.id(), user));
    }

    private static String told(Step step, Given given, UserOutcome outcome) {
        if (outcome.token() != null) {
            given.invitations.put(step.person(), outcome.token());
        }
        if (outcome.user() != null) {
            given.users.put(step.person(), outcome.user().id());
        }
        return outcome.code() + (outcome.code() == UserCode.LICENSE_REFUSED ? " " + outcome.licenseCode() : "");
    }

    private Actor staff(Step step) {
        return clients.room(step).fixture.acme;
    }
}
