package dev.marque.keygen.machine;

import dev.marque.keygen.license.LicenseFinder;
import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.Reply;
import dev.marque.keygen.wire.Failure;
import dev.marque.keys.validation.Code;
import dev.marque.licensing.activation.Activations;
import dev.marque.licensing.activation.FoundMachine;
import dev.marque.licensing.activation.MachineReference;
import dev.marque.licensing.heartbeat.Heartbeats;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Signs of life. Thread-safe. */
@Singleton
class MachineHeartbeats {

    private final Heartbeats heartbeats;
    private final Activations activations;
    private final MachineFinder finder;
    private final MachineViews views;

    @Inject
    MachineHeartbeats(Heartbeats heartbeats, Activations activations, MachineFinder finder, MachineViews views) {
        this.heartbeats = heartbeats;
        this.activations = activations;
        this.finder = finder;
        this.views = views;
    }

    /** How the license stands is asked by validation; here only whether the machine is dead for good counts. */
    Reply ping(Call call) {
        FoundMachine machine = finder.find(call, call.path("id"));
        UUID id = machine.activation().id();
        Actor installation = LicenseFinder.installation(call.actor(), machine.license());
        Code code = heartbeats
                .beat(installation, new MachineReference(id, null), null)
                .outcome()
                .code();
        if (code == Code.HEARTBEAT_DEAD) {
            throw Failure.unprocessable("MACHINE_HEARTBEAT_DEAD", "is dead");
        }
        return Reply.of(views.of(call, finder.find(call, id.toString())));
    }

    Reply reset(Call call) {
        FoundMachine machine = finder.find(call, call.path("id"));
        UUID id = machine.activation().id();
        activations.forgetHeartbeats(call.actor(), machine.license().id(), id);
        return Reply.of(views.of(call, finder.find(call, id.toString())));
    }
}
