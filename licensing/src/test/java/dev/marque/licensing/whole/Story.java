package dev.marque.licensing.whole;

import static dev.marque.keys.validation.LicenseState.ACTIVE;
import static dev.marque.keys.validation.LicenseState.ARCHIVED;
import static dev.marque.keys.validation.LicenseState.REVOKED;
import static dev.marque.keys.validation.LicenseState.SUSPENDED;
import static java.util.Objects.requireNonNull;

import dev.marque.keys.feature.GrantSource;
import dev.marque.licensing.meter.Metered;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One history, told by the services and by the model. */
final class Story {

    /** What each of the two says came of a step. */
    record Told(String service, String model) {}

    private static final Told NOTHING = new Told("-", "-");

    private final Room observer;
    private final Clients clients;
    private final WorldModel world;
    private final List<Given> given = new ArrayList<>();

    Story(List<Room> processes, Instant now) {
        observer = processes.getFirst();
        clients = new Clients(processes);
        world = new WorldModel(now);
        for (int i = 0; i < Step.LICENSES; i++) {
            given.add(clients.issue(i));
            world.licenses.add(world.issue(i));
        }
    }

    Instant now() {
        return world.now;
    }

    Told take(Step step) {
        Given g = given.get(step.license());
        LicenseModel m = world.licenses.get(step.license());
        return switch (step.kind()) {
            case ISSUE -> issue(step);
            case SUSPEND -> new Told(clients.staff.suspend(step, g), m.move(SUSPENDED, ACTIVE));
            case REINSTATE -> new Told(clients.staff.reinstate(step, g), m.move(ACTIVE, SUSPENDED));
            case REVOKE -> new Told(clients.staff.revoke(step, g), m.move(REVOKED, ACTIVE, SUSPENDED));
            case ARCHIVE -> new Told(clients.staff.archive(step, g), m.move(ARCHIVED, ACTIVE, SUSPENDED, REVOKED));
            case RENEW -> new Told(clients.staff.renew(step, g), m.renew());
            case EXTEND -> new Told(clients.staff.extend(step, g), m.extend(Period.ofDays(step.number())));
            case RENEW_MAINTENANCE -> new Told(clients.staff.renewMaintenance(step, g), m.renewMaintenance());
            case EDIT -> edit(step, g, m);
            case EDIT_POLICY -> editPolicy(step);
            case APPLY_POLICY -> applyPolicy(step);
            case CHANGE_POLICY ->
                new Told(
                        clients.staff.changePolicy(step, g, step.is(0), step.is(1)),
                        m.change(step.policy(), step.is(0), step.is(1)));
            case REPLACE_KEY -> {
                Duration overlap = step.is(0) ? step.time() : Duration.ZERO;
                yield new Told(clients.staff.replaceKey(step, g, overlap), m.replaceKey(overlap));
            }
            case USE_KEY -> {
                int age = step.number() % 3;
                yield new Told("opens: " + clients.staff.opens(step, g, age), "opens: " + m.opens(age));
            }
            case LIST_VERSION -> {
                clients.staff.listVersion(step);
                world.released.putIfAbsent(step.version(), world.now);
                yield NOTHING;
            }
            case ACTIVATE -> activate(step, g, m, false);
            case REPLACE_MACHINE -> activate(step, g, m, true);
            case DEACTIVATE -> new Told(clients.programs.deactivate(step, g), m.seats.deactivate(step.machine()));
            case HEARTBEAT -> new Told(clients.programs.heartbeat(step, g), m.seats.heartbeat(step.machine()));
            case VALIDATE ->
                new Told(clients.programs.validate(step, g), m.validate(step.asked(), m.leases.holds(step.machine())));
            case ACQUIRE -> new Told(clients.leases.acquire(step, g), m.leases.acquire(step.machine()));
            case RENEW_LEASE -> new Told(clients.leases.renew(step, g), m.leases.renew(step.machine()));
            case RELEASE_LEASE -> new Told(clients.leases.release(step, g), m.leases.release(step.machine()));
            case BORROW -> new Told(clients.leases.borrow(step, g), m.leases.borrow(step.machine(), step.time()));
            case RETURN_LEASE -> new Told(clients.leases.giveBack(step, g), m.leases.giveBack(step.machine()));
            case CONSUME ->
                metered(clients.meters.consume(step, g), m.meters.consume(step.meter(), step.number(), step.member()));
            case REPORT ->
                metered(clients.meters.report(step, g), m.meters.report(step.meter(), step.number(), step.member()));
            case GIVE_BACK ->
                metered(
                        clients.meters.giveBack(step, g),
                        m.meters.giveBack(step.meter(), step.number(), step.member()));
            case RESERVE ->
                metered(clients.meters.reserve(step, g), m.meters.reserve(step.meter(), step.number(), step.time()));
            case COMMIT -> settle(step, g, m, true);
            case CANCEL -> settle(step, g, m, false);
            case INVITE -> new Told(clients.people.invite(step, g), m.users.invite(step.person()));
            case ACCEPT ->
                g.invited(step.person())
                        ? new Told(clients.people.accept(step, g), m.users.accept(step.person()))
                        : NOTHING;
            case ASSIGN -> new Told(clients.people.assign(step, g), m.users.assign(step.person()));
            case RELEASE_USER ->
                g.knows(step.person())
                        ? new Told(clients.people.release(step, g), m.users.release(step.person()))
                        : NOTHING;
            case GRANT -> grant(step, g, m);
            case WITHDRAW -> {
                GrantSource source = step.is(0) ? GrantSource.USER : GrantSource.ADD_ON;
                yield new Told(
                        clients.staff.withdraw(step, g, source, reference(step, source)),
                        m.features.withdraw(source, reference(step, source)));
            }
            case WAIT -> {
                world.pass(step);
                yield NOTHING;
            }
        };
    }

    private Told issue(Step step) {
        given.set(step.license(), clients.issue(step.policy()));
        world.licenses.set(step.license(), world.issue(step.policy()));
        return NOTHING;
    }

    private Told edit(Step step, Given g, LicenseModel m) {
        Plan edit =
                switch (step.who()) {
                    case 0 -> new Plan(Map.of("maxActivations", 1 + step.number() % 4), Map.of());
                    case 1 -> new Plan(Map.of(), Map.of("users", Plan.users(1 + step.number() % 3)));
                    case 2 -> new Plan(Map.of(), Map.of("floating", Plan.floating(1 + step.number() % 3)));
                    default -> new Plan(Map.of(), Map.of());
                };
        Instant end = step.who() == 3 && step.is(0) ? now().plus(Duration.ofDays(step.number())) : null;
        Instant maintained = step.who() == 3 && step.is(1) ? now().plus(step.time()) : null;
        Map<String, Object> json = new HashMap<>(edit.json());
        if (end != null) {
            json.put("expiresAt", end.toString());
        }
        if (maintained != null) {
            json.put("maintenanceEndsAt", maintained.toString());
        }
        return new Told(clients.staff.edit(step, g, json), m.edit(edit, end, maintained));
    }

    private Told editPolicy(Step step) {
        Plan edit = world.policies.get(step.policy()).edit(step.number());
        clients.staff.editPolicy(step, step.policy(), edit);
        world.editPolicy(step.policy(), edit);
        return NOTHING;
    }

    /** Licenses of before in this history follow as well; those that there are now are compared. */
    private Told applyPolicy(Step step) {
        List<UUID> reached = clients.staff.applyPolicy(step, step.policy());
        List<String> service = given.stream()
                .map(g -> String.valueOf(reached.contains(g.id())))
                .toList();
        List<String> model = world.licenses.stream()
                .map(m -> String.valueOf(m.follow(step.policy())))
                .toList();
        return new Told("follow: " + service, "follow: " + model);
    }

    private Told activate(Step step, Given g, LicenseModel m, boolean replacing) {
        Told told =
                new Told(clients.programs.activate(step, g, replacing), m.seats.activate(step.machine(), replacing));
        if (m.seats.seats.containsKey(step.machine())) {
            requireNonNull(m.seats.seats.get(step.machine())).id = g.activation(step.machine());
        }
        return told;
    }

    private Told grant(Step step, Given g, LicenseModel m) {
        GrantSource source = step.is(0) ? GrantSource.USER : GrantSource.ADD_ON;
        Instant startsAt = step.is(1) ? now().plus(Duration.ofHours(step.who())) : null;
        Instant expiresAt = now().plus(Duration.ofHours(3)).plus(step.time());
        String reference = reference(step, source);
        return new Told(
                clients.staff.grant(step, g, source, reference, startsAt, expiresAt),
                m.features.grant(step.feature(), source, reference, startsAt, expiresAt));
    }

    private static String reference(Step step, GrantSource source) {
        return source == GrantSource.USER ? step.person() : "order " + step.who();
    }

    private Told settle(Step step, Given g, LicenseModel m, boolean committing) {
        if (g.reservations() == 0) {
            return NOTHING;
        }
        int number = Math.max(0, g.reservations() - step.number());
        return metered(clients.meters.settle(step, g, number, committing), m.meters.settle(number, committing));
    }

    private static Told metered(Metered service, Enum<?> model) {
        return new Told(service.code().name(), model.name());
    }

    /** How each license stands, as the services tell it. */
    List<Map<String, Object>> stateOfServices() {
        return given.stream().map(g -> Standing.of(observer, g)).toList();
    }

    List<Map<String, Object>> stateOfModel() {
        return world.licenses.stream()
                .map(m -> Standing.of(m, clients.policies.get(m.policy).id()))
                .toList();
    }
}
