package dev.marque.licensing.whole;

import static dev.marque.licensing.testing.LicensingFixture.machine;
import static java.util.Objects.requireNonNull;

import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.time.Term;
import dev.marque.keys.feature.FeatureValue;
import dev.marque.keys.feature.GrantSource;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.Scopes;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.keys.validation.Version;
import dev.marque.licensing.activation.MachineReference;
import dev.marque.licensing.activation.Replacement;
import dev.marque.licensing.activation.Seating;
import dev.marque.licensing.edit.EmailAddress;
import dev.marque.licensing.edit.ExpectedVersion;
import dev.marque.licensing.grant.NewGrants;
import dev.marque.licensing.lease.Holder;
import dev.marque.licensing.lease.LeaseCode;
import dev.marque.licensing.lease.Leased;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.LicenseEdit;
import dev.marque.licensing.meter.Metered;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.policy.PolicyEdit;
import dev.marque.licensing.product.Product;
import dev.marque.licensing.release.ListedRelease;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.licensing.user.UserCode;
import dev.marque.licensing.user.UserOutcome;
import dev.marque.licensing.whole.Step.Asked;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.Credential;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Does what a step says by the services of its process, and tells the outcome in a word or two. */
final class Clients {

    private static final UUID NEVER_GIVEN = new UUID(7, 7);

    /** What was given out for a license. */
    static final class Given {
        final Actor installation;
        private final List<String> keys = new ArrayList<>();
        private final Map<String, UUID> activations = new HashMap<>();
        private final Map<String, UUID> leases = new HashMap<>();
        private final Map<String, UUID> users = new HashMap<>();
        private final Map<String, String> invitations = new HashMap<>();
        private final List<UUID> reservations = new ArrayList<>();

        Given(Actor installation, String key) {
            this.installation = installation;
            keys.add(key);
        }

        UUID id() {
            return installation.id();
        }

        UUID activation(String machine) {
            return activations.getOrDefault(machine, NEVER_GIVEN);
        }

        int reservations() {
            return reservations.size();
        }

        boolean invited(String person) {
            return invitations.containsKey(person);
        }

        boolean knows(String person) {
            return users.containsKey(person);
        }
    }

    private final List<Room> processes;
    private final Product product;
    final List<Policy> policies;

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

    private Instant now() {
        return processes.getFirst().fixture.clock.instant();
    }

    Given issue(int policy) {
        Room first = processes.getFirst();
        IssuedLicense issued = first.fixture.issue(policies.get(policy));
        return new Given(first.fixture.installation(issued), issued.key());
    }

    // What staff do

    String suspend(Step step, Given given) {
        return state(() -> fixture(step).licenses.suspend(staff(step), given.id(), null));
    }

    String reinstate(Step step, Given given) {
        return state(() -> fixture(step).licenses.reinstate(staff(step), given.id()));
    }

    String revoke(Step step, Given given) {
        return state(() -> fixture(step).licenses.revoke(staff(step), given.id(), null));
    }

    String archive(Step step, Given given) {
        return state(() -> fixture(step).licenses.archive(staff(step), given.id()));
    }

    String renew(Step step, Given given) {
        return state(() -> fixture(step).licenses.renew(staff(step), given.id()));
    }

    String extend(Step step, Given given) {
        Term by = Term.parse("P" + step.number() + "D");
        return state(() -> fixture(step).licenses.extend(staff(step), given.id(), by));
    }

    String renewMaintenance(Step step, Given given) {
        return state(() -> fixture(step).licenses.renewMaintenance(staff(step), given.id()));
    }

    String edit(Step step, Given given, Map<String, Object> edit) {
        LicenseEdit read = fixture(step).json.convertValue(edit, LicenseEdit.class);
        return state(() -> fixture(step).licenses.update(staff(step), given.id(), read, ExpectedVersion.ANY));
    }

    void editPolicy(Step step, int policy, Plan edit) {
        PolicyEdit read = fixture(step).json.convertValue(edit.json(), PolicyEdit.class);
        fixture(step).policies.update(staff(step), policies.get(policy).id(), read, ExpectedVersion.ANY);
    }

    /** The licenses that take the policy's present conditions. */
    List<UUID> applyPolicy(Step step, int policy) {
        return room(step)
                .adoptions
                .apply(staff(step), policies.get(policy).id(), PageRequest.first(PageRequest.MAX_LIMIT))
                .items()
                .stream()
                .map(adopted -> adopted.license().id())
                .toList();
    }

    String changePolicy(Step step, Given given, boolean keepOverrides, boolean restart) {
        UUID policy = policies.get(step.policy()).id();
        return state(() -> room(step)
                .adoptions
                .change(staff(step), given.id(), policy, keepOverrides, restart)
                .license());
    }

    String replaceKey(Step step, Given given, Duration overlap) {
        return conflictOr(() -> {
            given.keys.add(fixture(step)
                    .keyReplacement
                    .replace(staff(step), given.id(), overlap)
                    .key());
            return "REPLACED";
        });
    }

    /** @param age 0 for the present key, 1 for the one before it, and so on */
    boolean opens(Step step, Given given, int age) {
        if (age >= given.keys.size()) {
            return false;
        }
        String key = given.keys.get(given.keys.size() - 1 - age);
        Optional<Actor> actor = fixture(step)
                .authenticator
                .authenticate(new Credential("license", key), staff(step).origin());
        return actor.filter(found -> found.id().equals(given.id())).isPresent();
    }

    void listVersion(Step step) {
        room(step).releases.list(staff(step), product.id(), step.version(), new ListedRelease(null, null, null));
    }

    String grant(
            Step step,
            Given given,
            GrantSource source,
            String reference,
            @Nullable Instant startsAt,
            Instant expiresAt) {
        NewGrants grants =
                new NewGrants(source, reference, startsAt, expiresAt, Map.of(step.feature(), FeatureValue.ON));
        return conflictOr(() -> {
            room(step).grants.grant(staff(step), given.id(), grants);
            return "GRANTED";
        });
    }

    String withdraw(Step step, Given given, GrantSource source, String reference) {
        return conflictOr(() -> "WITHDRAWN "
                + room(step)
                        .grants
                        .withdraw(staff(step), given.id(), source, reference)
                        .size());
    }

    // What installations do

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
        UUID policy =
                asked.policy() == null ? null : policies.get(asked.policy()).id();
        Boolean own = asked.ownProduct();
        ValidationRequest request = ValidationRequest.PLAIN
                .from(asked.machine() == null ? null : Fingerprint.of(asked.machine()))
                .wanting(asked.features())
                .by(
                        own == null ? null : own ? product.code() : "OTHER",
                        asked.version() == null
                                ? null
                                : Version.parse(asked.version()).orElseThrow())
                .within(new Scopes(policy, activation, Set.of(), Map.of(), null))
                .named(asked.user());
        return fixture(step)
                .validations
                .validate(given.installation, request, lease(step, given))
                .outcome()
                .code()
                .name();
    }

    private static UUID lease(Step step, Given given) {
        return given.leases.getOrDefault(step.machine(), NEVER_GIVEN);
    }

    String acquire(Step step, Given given) {
        Holder holder = new Holder(Fingerprint.of(step.machine()), null, null);
        Leased leased =
                room(step).leases.acquire(given.installation, new dev.marque.licensing.lease.Ask(holder, null, false));
        if (leased.lease() != null) {
            given.leases.put(step.machine(), leased.lease().id());
        }
        return told(leased);
    }

    String renewLease(Step step, Given given) {
        return told(room(step).leases.renew(given.installation, lease(step, given)));
    }

    String releaseLease(Step step, Given given) {
        return told(room(step).leases.release(given.installation, lease(step, given)));
    }

    String borrow(Step step, Given given) {
        return told(room(step).leases.borrow(given.installation, lease(step, given), now().plus(step.time())));
    }

    String returnLease(Step step, Given given) {
        return told(room(step).leases.giveBack(given.installation, lease(step, given)));
    }

    private static String told(Leased leased) {
        return leased.code() + (leased.code() == LeaseCode.LICENSE_REFUSED ? " " + leased.licenseCode() : "");
    }

    Metered consume(Step step, Given given) {
        return room(step).metering.consume(given.installation, ask(step));
    }

    Metered giveBack(Step step, Given given) {
        return room(step).metering.release(given.installation, ask(step));
    }

    Metered report(Step step, Given given) {
        return room(step)
                .metering
                .report(
                        given.installation,
                        new dev.marque.licensing.meter.Ask(step.meter(), step.number(), step.member(), null));
    }

    private static dev.marque.licensing.meter.Ask ask(Step step) {
        return step.meter().equals(MeterModel.PEOPLE)
                ? new dev.marque.licensing.meter.Ask(MeterModel.PEOPLE, 1, step.member(), null)
                : new dev.marque.licensing.meter.Ask(step.meter(), step.number(), null, null);
    }

    Metered reserve(Step step, Given given) {
        Metered metered = room(step)
                .reserving
                .reserve(
                        given.installation,
                        new dev.marque.licensing.meter.Ask(step.meter(), step.number(), null, null),
                        step.time());
        if (metered.granted()) {
            given.reservations.add(requireNonNull(metered.reservation()).id());
        }
        return metered;
    }

    Metered settle(Step step, Given given, int number, boolean committing) {
        UUID id = given.reservations.get(number);
        return committing
                ? room(step).reserving.commit(given.installation, id, null)
                : room(step).reserving.cancel(given.installation, id);
    }

    // What is done about people

    String invite(Step step, Given given) {
        return told(step, given, room(step).users.invite(staff(step), given.id(), EmailAddress.of(step.person())));
    }

    String accept(Step step, Given given) {
        String token = requireNonNull(given.invitations.get(step.person()));
        return told(step, given, room(step).self.accept(given.installation, token));
    }

    String assign(Step step, Given given) {
        return told(step, given, room(step).users.assign(staff(step), given.id(), EmailAddress.of(step.person())));
    }

    String releaseUser(Step step, Given given) {
        UUID user = requireNonNull(given.users.get(step.person()));
        return told(step, given, room(step).users.release(staff(step), given.id(), user));
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

    private LicensingFixture fixture(Step step) {
        return room(step).fixture;
    }

    private Actor staff(Step step) {
        return fixture(step).acme;
    }

    /** What the services are asked for. */
    @FunctionalInterface
    private interface Call<T> {
        T make();
    }

    private static String state(Call<License> call) {
        return conflictOr(() -> call.make().state().name());
    }

    private static String conflictOr(Call<String> call) {
        try {
            return call.make();
        } catch (ProblemException problem) {
            return problem.type().name();
        }
    }
}
