package dev.marque.licensing.whole;

import static dev.marque.licensing.testing.LicensingFixture.machine;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.Scopes;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.keys.validation.Version;
import dev.marque.licensing.activation.MachineReference;
import dev.marque.licensing.activation.Replacement;
import dev.marque.licensing.activation.Seating;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.licensing.whole.Step.Asked;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What programs ask for on their machines; outcomes are told by their codes. */
final class Programs {

    private final Clients clients;

    Programs(Clients clients) {
        this.clients = clients;
    }

    String activate(Step step, Given given, boolean replacing) {
        Seating seating = fixture(step)
                .activations
                .activate(
                        given.installation,
                        machine(step.machine()),
                        replacing ? new Replacement(null, true) : Replacement.NONE);
        if (seating.activation() != null) {
            given.activations.put(step.machine(), seating.activation().id());
        }
        return seating.outcome().code().name();
    }

    String deactivate(Step step, Given given) {
        return fixture(step)
                .activations
                .deactivate(given.installation, reference(step))
                .outcome()
                .code()
                .name();
    }

    String heartbeat(Step step, Given given) {
        return fixture(step)
                .heartbeats
                .beat(given.installation, reference(step), null)
                .outcome()
                .code()
                .name();
    }

    private static MachineReference reference(Step step) {
        return new MachineReference(null, Fingerprint.of(step.machine()));
    }

    String validate(Step step, Given given) {
        Asked asked = step.asked();
        UUID activation = asked.activationOf() == null ? null : given.activation(asked.activationOf());
        UUID policy = asked.policy() == null
                ? null
                : clients.policies.get(asked.policy()).id();
        Boolean own = asked.ownProduct();
        ValidationRequest request = ValidationRequest.PLAIN
                .from(asked.machine() == null ? null : Fingerprint.of(asked.machine()))
                .wanting(asked.features())
                .by(
                        own == null ? null : own ? clients.product.code() : "OTHER",
                        asked.version() == null
                                ? null
                                : Version.parse(asked.version()).orElseThrow())
                .within(new Scopes(policy, activation, Set.of(), Map.of(), null, null))
                .named(asked.user());
        return fixture(step)
                .validations
                .validate(given.installation, request, given.lease(step.machine()))
                .outcome()
                .code()
                .name();
    }

    private LicensingFixture fixture(Step step) {
        return clients.room(step).fixture;
    }
}
