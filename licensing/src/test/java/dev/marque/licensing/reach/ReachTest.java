package dev.marque.licensing.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.keys.feature.GrantSource;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.licensing.edit.EmailAddress;
import dev.marque.licensing.edit.ExpectedVersion;
import dev.marque.licensing.file.FileOrder;
import dev.marque.licensing.grant.FeatureGrants;
import dev.marque.licensing.lease.HeldLeases;
import dev.marque.licensing.license.Assignment;
import dev.marque.licensing.license.LicenseEdit;
import dev.marque.licensing.license.LicenseFilter;
import dev.marque.licensing.meter.MeterLocks;
import dev.marque.licensing.meter.Meters;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.licensing.user.NamedUsers;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.Reach;
import dev.marque.platform.identity.RecordScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every reach against every kind of record with every operation: what the services do is what a rule written down here
 * in plain Java says, and a record out of reach answers as one that does not exist.
 */
class ReachTest {

    private static LicensingFixture room = new LicensingFixture();
    private static final Map<UUID, Assignment> LICENSES = new HashMap<>();
    private static final Meters METERS =
            new Meters(room.database, new MeterLocks(room.places, room.changes, room.clock, room.ids), room.changes);
    private static final PageRequest PAGE = new PageRequest(200, Optional.empty());
    private static UUID me = UUID.randomUUID();
    private static UUID myTeam = me;
    private static UUID myPartner = me;

    /** What somebody does with one license. */
    @FunctionalInterface
    private interface Operation {
        void on(Actor actor, UUID license);
    }

    @BeforeAll
    static void everyKindOfRecordOnce() {
        me = group(
                "users (id, tenant_id, email, name, password_hash, roles, created_at)",
                "'me@a.example', 'I', '', '{}', now()");
        UUID other = group(
                "users (id, tenant_id, email, name, password_hash, roles, created_at)",
                "'b@a.example', 'B', '', '{}', now()");
        myTeam = group("teams (id, tenant_id, name, created_at)", "'mine', now()");
        UUID otherTeam = group("teams (id, tenant_id, name, created_at)", "'other', now()");
        myPartner = group("partners (id, tenant_id, name, created_at)", "'mine', now()");
        UUID otherPartner = group("partners (id, tenant_id, name, created_at)", "'other', now()");
        Policy policy =
                room.policy(Map.of("term", "P1Y", "rules", Map.of("meters", Map.of("calls", Map.of("kind", "TOTAL")))));
        for (UUID owner : oneOf(me, other)) {
            for (UUID team : oneOf(myTeam, otherTeam)) {
                for (UUID partner : oneOf(myPartner, otherPartner)) {
                    for (UUID customer : oneOf(me, other)) {
                        Assignment assignment = new Assignment(owner, team, partner, customer);
                        UUID id = room.issue(policy).license().id();
                        room.licenses.assign(room.acme, id, assignment);
                        LICENSES.put(id, assignment);
                    }
                }
            }
        }
    }

    private static List<@Nullable UUID> oneOf(UUID mine, UUID others) {
        List<@Nullable UUID> values = new ArrayList<>(List.of(mine, others));
        values.add(null);
        return values;
    }

    private static UUID group(String into, String values) {
        UUID id = room.ids.next();
        room.database.runInTenant(
                room.acme.tenant(),
                transaction -> transaction.execute(
                        "insert into " + into + " values (?, ?, " + values + ")",
                        id,
                        room.acme.tenant().value()));
        return id;
    }

    @AfterAll
    static void close() {
        room.close();
    }

    /** The rule, said a second time. */
    private static boolean reaches(RecordScope scope, Assignment whose) {
        boolean own =
                scope.subject().equals(whose.ownerUserId()) || scope.subject().equals(whose.customerUserId());
        boolean team = scope.team() != null && scope.team().equals(whose.teamId());
        boolean partner = scope.partner() != null && scope.partner().equals(whose.partnerId());
        return switch (scope.reach()) {
            case OWN -> own;
            case TEAM -> own || team;
            case PARTNER -> own || team || partner;
            case ALL -> true;
        };
    }

    private static List<Actor> actors() {
        List<Actor> actors = new ArrayList<>();
        for (Reach reach : Reach.values()) {
            actors.add(actor(new RecordScope(reach, me, myTeam, myPartner)));
            actors.add(actor(new RecordScope(reach, me, null, null)));
        }
        return actors;
    }

    private static Actor actor(RecordScope scope) {
        return new Actor(
                room.acme.tenant(),
                Actor.Kind.USER,
                scope.subject(),
                "me@a.example",
                Set.of(),
                scope,
                room.acme.origin());
    }

    private static Map<String, Operation> operations() {
        Map<String, Operation> operations = new TreeMap<>();
        operations.put("get", (actor, id) -> room.licenses.get(actor, id));
        operations.put(
                "update",
                (actor, id) -> room.licenses.update(
                        actor, id, new LicenseEdit("Globex", null, null, 7, null, null), ExpectedVersion.ANY));
        operations.put("assign", (actor, id) -> room.licenses.assign(actor, id, assignmentOf(id)));
        operations.put("renew", (actor, id) -> room.licenses.renew(actor, id));
        operations.put("suspend", (actor, id) -> {
            room.licenses.suspend(actor, id, "unpaid");
            room.licenses.reinstate(actor, id);
        });
        operations.put("timeline", (actor, id) -> room.timeline.of(actor, id, PAGE));
        operations.put("activations", (actor, id) -> room.activations.list(actor, id, PAGE));
        operations.put("meters", (actor, id) -> METERS.list(actor, id));
        operations.put("meter periods", (actor, id) -> METERS.periods(actor, id, "calls", PAGE));
        operations.put("adjust meter", (actor, id) -> METERS.adjust(actor, id, "calls", 5, "counted by hand"));
        operations.put("show key", (actor, id) -> room.shownKeys.show(actor, id, "license.key-shown"));
        HeldLeases leases = new HeldLeases(room.database, room.changes, room.clock);
        operations.put("leases", (actor, id) -> leases.list(actor, id, null, PAGE));
        NamedUsers users = new NamedUsers(room.database, room.changes, room.random, room.clock, room.ids);
        operations.put("users", (actor, id) -> users.list(actor, id, PAGE));
        operations.put("assign user", (actor, id) -> users.assign(actor, id, EmailAddress.of("ada@x.example")));
        FeatureGrants grants = new FeatureGrants(room.database, room.changes, room.clock, room.ids);
        operations.put("features", (actor, id) -> grants.features(actor, id, null, null));
        operations.put("withdraw features", (actor, id) -> grants.withdraw(actor, id, GrantSource.LICENSE, null));
        operations.put(
                "file",
                (actor, id) ->
                        room.files.checkOut(actor, id, new FileOrder(true, null, null, SignatureAlgorithm.ED25519)));
        return operations;
    }

    private static Assignment assignmentOf(UUID license) {
        return Optional.ofNullable(LICENSES.get(license)).orElseThrow();
    }

    @Test
    void everyOperationReachesExactlyWhatTheRuleSays() {
        int refused = 0;
        int allowed = 0;
        for (Actor actor : actors()) {
            for (Map.Entry<UUID, Assignment> license : LICENSES.entrySet()) {
                boolean expected = reaches(actor.scope(), license.getValue());
                for (Map.Entry<String, Operation> operation : operations().entrySet()) {
                    assertThat(works(operation.getValue(), actor, license.getKey()))
                            .as("%s on %s by %s", operation.getKey(), license.getValue(), actor.scope())
                            .isEqualTo(expected);
                }
                if (expected) {
                    allowed++;
                } else {
                    refused++;
                }
            }
        }
        assertThat(LICENSES).hasSize(81);
        assertThat(allowed + refused).isEqualTo(8 * 81);
        assertThat(refused).isGreaterThan(100);
        assertThat(allowed).isGreaterThan(100);
    }

    private static boolean works(Operation operation, Actor actor, UUID license) {
        try {
            operation.on(actor, license);
            return true;
        } catch (ProblemException refused) {
            assertThat(refused.type()).isEqualTo(ProblemType.NOT_FOUND);
            assertThat(refused.detail()).isEqualTo("There is no such license.");
            return false;
        }
    }

    @Test
    void aMachineIsTakenOffOnlyWithinReach() {
        for (Actor actor : actors()) {
            for (Map.Entry<UUID, Assignment> license : LICENSES.entrySet()) {
                String missing = reaches(actor.scope(), license.getValue()) ? "activation" : "license";
                assertThat(problem(() -> room.activations.remove(actor, license.getKey(), room.ids.next())))
                        .isEqualTo("There is no such " + missing + ".");
            }
        }
    }

    @Test
    void aListHoldsExactlyWhatIsWithinReach() {
        for (Actor actor : actors()) {
            Set<UUID> expected = LICENSES.entrySet().stream()
                    .filter(license -> reaches(actor.scope(), license.getValue()))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            Set<UUID> listed = room.licenses.list(actor, LicenseFilter.ALL, PAGE).items().stream()
                    .map(license -> license.id())
                    .filter(LICENSES::containsKey)
                    .collect(Collectors.toSet());
            assertThat(listed).as(actor.scope().toString()).isEqualTo(expected);
        }
    }

    @Test
    void whoIssuesALicenseOwnsIt() {
        Actor seller = actor(new RecordScope(Reach.TEAM, me, myTeam, null));
        UUID id = room.issuing
                .issue(
                        seller,
                        new dev.marque.licensing.license.NewLicense(
                                room.policy(Map.of("term", "P1Y")).id(),
                                "Globex",
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null))
                .license()
                .id();

        assertThat(room.licenses.get(seller, id).assignment()).isEqualTo(new Assignment(me, myTeam, null, null));
    }

    @Test
    void nobodyAssignsALicenseOutOfTheirOwnReach() {
        UUID id = room.license(Map.of("term", "P1Y")).license().id();
        room.licenses.assign(room.acme, id, new Assignment(null, myTeam, null, null));
        Actor seller = actor(new RecordScope(Reach.TEAM, me, myTeam, null));

        assertThat(problem(() -> room.licenses.assign(seller, id, new Assignment(null, null, null, null))))
                .isEqualTo("would take the license out of your own reach");

        assertThat(room.licenses.get(seller, id).assignment().teamId()).isEqualTo(myTeam);
    }

    @Test
    void nobodyOfAnotherTenantCanBeMadeOwner() {
        UUID id = room.license(Map.of("term", "P1Y")).license().id();
        Actor stranger = new Actor(
                room.globex.tenant(),
                Actor.Kind.USER,
                me,
                "me@b.example",
                Set.of(),
                RecordScope.all(me),
                room.acme.origin());

        assertThat(problem(() -> room.licenses.assign(stranger, id, new Assignment(me, null, null, null))))
                .isEqualTo("There is no such license.");
        assertThat(problem(
                        () -> room.licenses.assign(room.acme, id, new Assignment(room.ids.next(), null, null, null))))
                .isEqualTo("is no user");
    }

    @Test
    void anInstallationReachesItsOwnLicenseOnly() {
        var mine = room.license(Map.of("term", "P1Y"));
        var other = room.license(Map.of("term", "P1Y"));
        Actor installation = room.installation(mine);

        assertThat(room.licenses.get(installation, mine.license().id()).number())
                .isEqualTo(mine.license().number());
        assertThat(problem(() -> room.licenses.get(installation, other.license().id())))
                .isEqualTo("There is no such license.");
    }

    private static String problem(Runnable call) {
        try {
            call.run();
        } catch (ProblemException refused) {
            return refused.detail();
        }
        throw new AssertionError("was not refused");
    }
}
