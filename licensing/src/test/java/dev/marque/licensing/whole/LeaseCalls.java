package dev.marque.licensing.whole;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.licensing.lease.Ask;
import dev.marque.licensing.lease.Holder;
import dev.marque.licensing.lease.LeaseCode;
import dev.marque.licensing.lease.Leased;

/** What programs ask for that share a floating license. */
final class LeaseCalls {

    private final Clients clients;

    LeaseCalls(Clients clients) {
        this.clients = clients;
    }

    String acquire(Step step, Given given) {
        Holder holder = new Holder(Fingerprint.of(step.machine()), null, null);
        Leased leased = clients.room(step).leases.acquire(given.installation, new Ask(holder, null, false));
        if (leased.lease() != null) {
            given.leases.put(step.machine(), leased.lease().id());
        }
        return told(leased);
    }

    String renew(Step step, Given given) {
        return told(clients.room(step).leases.renew(given.installation, given.lease(step.machine())));
    }

    String release(Step step, Given given) {
        return told(clients.room(step).leases.release(given.installation, given.lease(step.machine())));
    }

    String borrow(Step step, Given given) {
        return told(clients.room(step)
                .leases
                .borrow(
                        given.installation,
                        given.lease(step.machine()),
                        clients.now().plus(step.time())));
    }

    String giveBack(Step step, Given given) {
        return told(clients.room(step).leases.giveBack(given.installation, given.lease(step.machine())));
    }

    private static String told(Leased leased) {
        return leased.code() + (leased.code() == LeaseCode.LICENSE_REFUSED ? " " + leased.licenseCode() : "");
    }
}
