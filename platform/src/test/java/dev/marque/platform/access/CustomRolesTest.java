package dev.marque.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.access.Group.Kind;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.BuiltInRole;
import dev.marque.platform.identity.Credential;
import dev.marque.platform.identity.Reach;
import dev.marque.platform.identity.RecordScope;
import dev.marque.platform.identity.RequestOrigin;
import dev.marque.platform.identity.User;
import dev.marque.platform.identity.apikey.NewApiKey;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What tenants may put into roles of their own, and when it counts. */
class CustomRolesTest {

    private static final Staff STAFF = new Staff();
    private static final Actor ADMIN =
            STAFF.join("admin@acme.example", "administrator").actor();

    @AfterAll
    static void close() {
        STAFF.close();
    }

    private static Role role(String code, Reach reach, String... permissions) {
        return STAFF.customRoles.create(ADMIN, new NewRole(code, code, List.of(permissions), reach));
    }

    @Test
    void everyTenantHasTheSevenBuiltInRoles() {
        assertThat(STAFF.customRoles
                        .list(ADMIN, new PageRequest(200, java.util.Optional.empty()))
                        .items())
                .filteredOn(Role::builtIn)
                .extracting(Role::code)
                .containsExactlyInAnyOrder(
                        "administrator",
                        "sales_representative",
                        "deployment_engineer",
                        "channel_partner",
                        "support",
                        "customer",
                        "license_holder");
    }

    @Test
    void aChangedRoleCountsAtOnceForTokensAlreadyGiven() {
        Role role = role("clerk", Reach.OWN, "profile.read");
        Staff.SignedIn clerk = STAFF.join("clerk@acme.example", "clerk");
        assertThat(clerk.actor().permissions()).containsExactly("profile.read");
        assertThat(clerk.actor().scope().reach()).isEqualTo(Reach.OWN);

        STAFF.customRoles.update(ADMIN, role.id(), new RoleEdit(null, List.of("users.read"), Reach.ALL));

        assertThat(clerk.actor().permissions()).containsExactly("users.read");
        assertThat(clerk.actor().scope().reach()).isEqualTo(Reach.ALL);
    }

    @Test
    void ofSeveralRolesTheWidestReachCounts() {
        role("narrow", Reach.OWN, "things.read");
        role("wide", Reach.PARTNER, "profile.read");

        Actor both = STAFF.join("both@acme.example", "narrow", "wide").actor();

        assertThat(both.permissions()).containsExactlyInAnyOrder("things.read", "profile.read");
        assertThat(both.scope().reach()).isEqualTo(Reach.PARTNER);
    }

    @Test
    void aPermissionThatDoesNotExistIsNamed() {
        ProblemException refused = refused(() -> role("flyer", Reach.ALL, "users.read", "moon.land"));

        assertThat(refused.type()).isEqualTo(ProblemType.INVALID_INPUT);
        assertThat(refused.errors()).extracting(FieldError::pointer).containsExactly("/permissions/1");
    }

    @Test
    void whatOnlyInstallationsDoIsGrantedToNobody() {
        assertThat(refused(() -> role("gadget", Reach.ALL, "things.use")).errors())
                .extracting(FieldError::pointer)
                .containsExactly("/permissions/0");
        assertThat(refused(() -> STAFF.users.create(
                                ADMIN, "h@acme.example", "H", Staff.PASSWORD, List.of("license_holder")))
                        .type())
                .isEqualTo(ProblemType.FORBIDDEN);
    }

    @Test
    void whatLooksAtTheWholeTenantNeedsTheReachAll() {
        ProblemException refused = refused(() -> role("peeper", Reach.TEAM, "audit.read"));

        assertThat(refused.errors()).extracting(FieldError::pointer).containsExactly("/permissions/0");
        assertThat(role("auditor", Reach.ALL, "audit.read").permissions()).containsExactly("audit.read");
    }

    @Test
    void theReachOfARoleCannotBeNarrowedUnderWhatItHolds() {
        Role role = role("watcher", Reach.ALL, "audit.read");

        assertThat(refused(() -> STAFF.customRoles.update(ADMIN, role.id(), new RoleEdit(null, null, Reach.OWN)))
                        .errors())
                .extracting(FieldError::pointer)
                .containsExactly("/permissions/0");
    }

    @Test
    void nobodyGrantsWhatTheyDoNotHave() {
        role("role_maker", Reach.ALL, "roles.write", "users.write");
        Role victim = role("victim", Reach.OWN, "profile.read");
        Actor maker = STAFF.join("maker@acme.example", "role_maker").actor();

        assertForbidden(() ->
                STAFF.customRoles.create(maker, new NewRole("mine", "Mine", List.of("api-keys.write"), Reach.ALL)));
        assertForbidden(() -> STAFF.customRoles.update(
                maker, victim.id(), new RoleEdit(null, List.of("profile.read", "api-keys.write"), Reach.ALL)));
        assertForbidden(
                () -> STAFF.users.create(maker, "boss@acme.example", "Boss", Staff.PASSWORD, List.of("administrator")));
        assertThat(STAFF.customRoles
                        .update(maker, victim.id(), new RoleEdit("Renamed", null, null))
                        .name())
                .isEqualTo("Renamed");
    }

    @Test
    void nobodyGrantsAWiderReachThanTheirs() {
        Actor narrow = new Actor(
                ADMIN.tenant(),
                Actor.Kind.USER,
                ADMIN.id(),
                "narrow",
                ADMIN.permissions(),
                new RecordScope(Reach.TEAM, ADMIN.id(), null, null),
                ADMIN.origin());

        assertForbidden(() ->
                STAFF.customRoles.create(narrow, new NewRole("far", "Far", List.of("things.read"), Reach.PARTNER)));
        Role role = role("near", Reach.OWN, "things.read");
        assertForbidden(() -> STAFF.customRoles.update(narrow, role.id(), new RoleEdit(null, null, Reach.ALL)));
    }

    @Test
    void builtInRolesStayAsTheyAre() {
        UUID support = STAFF.customRoles.list(ADMIN, new PageRequest(200, java.util.Optional.empty())).items().stream()
                .filter(role -> role.code().equals(BuiltInRole.SUPPORT.code()))
                .findFirst()
                .orElseThrow()
                .id();

        assertConflict(() -> STAFF.customRoles.update(ADMIN, support, new RoleEdit("Help", null, null)));
        assertConflict(() -> STAFF.customRoles.delete(ADMIN, support));
        assertThat(refused(() -> role("support", Reach.ALL)).type()).isEqualTo(ProblemType.ALREADY_EXISTS);
    }

    @Test
    void aRoleInUseIsNotDeleted() {
        Role role = role("used", Reach.OWN, "profile.read");
        STAFF.join("user@acme.example", "used");

        assertConflict(() -> STAFF.customRoles.delete(ADMIN, role.id()));

        Role unused = role("unused", Reach.OWN, "profile.read");
        STAFF.customRoles.delete(ADMIN, unused.id());
        assertThat(refused(() -> STAFF.customRoles.get(ADMIN, unused.id())).type())
                .isEqualTo(ProblemType.NOT_FOUND);
    }

    @Test
    void aKeyReachesWhatItsOwnerReachesNow() {
        User user = STAFF.users.create(
                Actor.system(ADMIN.tenant(), "test"), "dev@acme.example", "Dev", Staff.PASSWORD, List.of("customer"));
        Actor maker =
                new Actor(ADMIN.tenant(), Actor.Kind.USER, user.id(), "dev", Set.of("things.read"), ADMIN.origin());
        String secret = STAFF.apiKeys
                .create(maker, NewApiKey.of("key", List.of("things.read")))
                .secret();
        Group team = STAFF.groups.create(ADMIN, Kind.TEAM, "Developers");

        STAFF.memberships.set(ADMIN, user.id(), new Membership(team.id(), null));

        assertThat(STAFF.apiKeyAuthenticator
                        .authenticate(new Credential("bearer", secret), RequestOrigin.internal("test"))
                        .orElseThrow()
                        .scope())
                .isEqualTo(new RecordScope(Reach.OWN, user.id(), team.id(), null));
    }

    @Test
    void aMoveIntoATeamCountsFromTheNextCall() {
        Staff.SignedIn mover = STAFF.join("mover@acme.example", "sales_representative");
        Group team = STAFF.groups.create(ADMIN, Kind.TEAM, "Movers");
        Group partner = STAFF.groups.create(ADMIN, Kind.PARTNER, "Movers Inc.");
        assertThat(mover.actor().scope().team()).isNull();

        STAFF.memberships.set(ADMIN, mover.actor().id(), new Membership(team.id(), partner.id()));

        assertThat(mover.actor().scope())
                .isEqualTo(new RecordScope(Reach.TEAM, mover.actor().id(), team.id(), partner.id()));
        assertConflict(() -> STAFF.groups.delete(ADMIN, Kind.TEAM, team.id()));
        assertThat(refused(() -> STAFF.memberships.set(ADMIN, mover.actor().id(), new Membership(partner.id(), null)))
                        .errors())
                .extracting(FieldError::pointer)
                .containsExactly("/teamId");
    }

    @Test
    void twoTeamsDoNotHaveOneName() {
        Group team = STAFF.groups.create(ADMIN, Kind.TEAM, "North");
        Group other = STAFF.groups.create(ADMIN, Kind.TEAM, "South");

        assertThat(refused(() -> STAFF.groups.create(ADMIN, Kind.TEAM, "NORTH")).type())
                .isEqualTo(ProblemType.ALREADY_EXISTS);
        assertThat(refused(() -> STAFF.groups.rename(ADMIN, Kind.TEAM, other.id(), "north"))
                        .type())
                .isEqualTo(ProblemType.ALREADY_EXISTS);
        STAFF.groups.delete(ADMIN, Kind.TEAM, team.id());
        assertThat(STAFF.groups.rename(ADMIN, Kind.TEAM, other.id(), "north").name())
                .isEqualTo("north");
    }

    private static void assertForbidden(ThrowingCallable call) {
        assertThat(refused(call).type()).isEqualTo(ProblemType.FORBIDDEN);
    }

    private static void assertConflict(ThrowingCallable call) {
        assertThat(refused(call).type()).isEqualTo(ProblemType.STATE_CONFLICT);
    }

    private static ProblemException refused(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call);
    }
}
