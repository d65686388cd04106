package dev.marque.licensing.whole;

import static java.util.Objects.requireNonNull;

import dev.marque.licensing.meter.Ask;
import dev.marque.licensing.meter.Metered;
import java.util.UUID;

/** What programs count. */
final class MeterCalls {

    private final Clients clients;

    MeterCalls(Clients clients) {
        this.clients = clients;
    }

    Metered consume(Step step, Given given) {
        return clients.room(step).metering.consume(given.installation, ask(step));
    }

    Metered giveBack(Step step, Given given) {
        return clients.room(step).metering.release(given.installation, ask(step));
    }

    Metered report(Step step, Given given) {
        return clients.room(step)
                .metering
                .report(given.installation, new Ask(step.meter(), step.number(), step.member(), null));
    }

    private static Ask ask(Step step) {
        return step.meter().equals(MeterModel.PEOPLE)
                ? new Ask(MeterModel.PEOPLE, 1, step.member(), null)
                : new Ask(step.meter(), step.number(), null, null);
    }

    Metered reserve(Step step, Given given) {
        Metered metered = clients.room(step)
                .reserving
                .reserve(given.installation, new Ask(step.meter(), step.number(), null, null), step.time());
        if (metered.granted()) {
            given.reservations.add(requireNonNull(metered.reservation()).id());
        }
        return metered;
    }

    Metered settle(Step step, Given given, int number, boolean committing) {
        UUID id = given.reservations.get(number);
        return committing
                ? clients.room(step).reserving.commit(given.installation, id, null)
                : clients.room(step).reserving.cancel(given.installation, id);
    }
}
