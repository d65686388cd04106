package dev.marque.licensing.whole;

import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.product.Product;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The clients of two processes, and the product and policies of a history. */
final class Clients {

    private final List<Room> processes;
    final Product product;
    final List<Policy> policies;

    final Staff staff = new Staff(this);
    final Programs programs = new Programs(this);
    final LeaseCalls leases = new LeaseCalls(this);
    final MeterCalls meters = new MeterCalls(this);
    final People people = new People(this);

    Clients(List<Room> processes) {
        this.processes = processes;
        Room first = processes.getFirst();
        product = first.fixture.product(WorldModel.MINIMUM_VERSION);
        policies = Plan.ALL.stream()
                .map(plan -> {
                    Map<String, Object> body = plan.json();
                    body.put("productId", product.id());
                    return first.fixture.policy(body);
                })
                .toList();
    }

    Room room(Step step) {
        return processes.get(step.process());
    }

    Instant now() {
        return processes.getFirst().fixture.clock.instant();
    }

    Given issue(int policy) {
        Room first = processes.getFirst();
        IssuedLicense issued = first.fixture.issue(policies.get(policy));
        return new Given(first.fixture.installation(issued), issued.key());
    }
}
