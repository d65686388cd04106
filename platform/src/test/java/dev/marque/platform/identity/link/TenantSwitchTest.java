package dev.marque.platform.identity.link;

import static dev.marque.platform.identity.link.Traveller.AT_ACME;
import static dev.marque.platform.identity.link.Traveller.AT_GLOBEX;
import static dev.marque.platform.identity.link.Traveller.tokens;
import static dev.marque.platform.identity.testing.People.HOME;
import static dev.marque.platform.identity.testing.People.PASSWORD;
import static dev.marque.platform.identity.testing.People.assertProblem;
import static dev.marque.platform.identity.testing.People.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.RecordScope;
import dev.marque.platform.identity.TokenPair;
import dev.marque.platform.identity.User;
import dev.marque.platform.identity.link.TenantSwitch.OwnTenant;
import dev.marque.platform.identity.signin.SignInOutcome;
import dev.marque.platform.identity.signin.SignInOutcome.SecondFactorNeeded;
import dev.marque.platform.identity.testing.People;
import dev.marque.platform.identity.testing.Phone;
import dev.marque.platform.tenancy.OperatorRealm;
import dev.marque.platform.tenant.TenantId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TenantSwitchTest {

    private static final People people = new People();

    private final Traveller traveller = Traveller.withTwoAccounts(people);

    @AfterAll
    static void close() {
        people.close();
    }

    @Test
    void whoProvedToBeBothSwitchesWithoutAPassword() {
        Actor acme = traveller.linked();

        Actor globex = people.caller(tokens(traveller.toGlobex(acme)));

        assertThat(globex.tenant()).isEqualTo(people.globex.id());
        assertThat(globex.id()).isEqualTo(traveller.globex().id());
        assertThat(people.audits("user.tenant-linked", acme.id())).isEqualTo(1);
        assertThat(people.audits("user.switched-away", acme.id())).isEqualTo(1);
        assertThat(auditsAtGlobex("user.tenant-linked")).isEqualTo(1);
        assertThat(auditsAtGlobex("user.switched-in")).isEqualTo(1);
        assertThat(auditsAtGlobex("user.signed-in")).isEqualTo(1);
    }

    @Test
    void aLinkLeadsBothWays() {
        traveller.linked();

        Actor back = people.caller(tokens(people.tenantSwitch.to(traveller.atGlobex(), people.acme.id())));

        assertThat(back.id()).isEqualTo(traveller.acme().id());
    }

    @Test
    void theListShowsTheTenantsOfTheCallerAndWhetherTheyCanBeSwitchedTo() {
        Actor acme = traveller.linked();

        assertThat(people.tenantSwitch.list(acme))
                .extracting(OwnTenant::slug, OwnTenant::current, OwnTenant::available)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("acme", true, true),
                        org.assertj.core.groups.Tuple.tuple("globex", false, true));

        people.userChanges.disable(
                Actor.system(people.globex.id(), "test"), traveller.globex().id());
        assertThat(people.tenantSwitch.list(acme).get(1).available()).isFalse();
    }

    @Test
    void aLinkNeedsTheProofsOfBothAccounts() {
        Actor acme = traveller.atAcme();
        OtherAccount wrongThere = traveller.proof("some other words", null);
        OtherAccount wrongHere = new OtherAccount("globex", null, AT_GLOBEX, null, AT_GLOBEX);

        assertThat(people.linking.withPassword(acme, wrongThere)).isInstanceOf(LinkOutcome.Refused.class);
        assertRefused("/ownPassword", () -> people.linking.withPassword(acme, wrongHere));

        assertNoWay(acme);
    }

    @Test
    void aLinkNeedsTheSecondFactorOfTheOtherAccount() {
        Phone phone = traveller.enrol(traveller.atGlobex(), AT_GLOBEX);
        Actor acme = traveller.atAcme();

        assertThat(people.linking.withPassword(acme, traveller.proof(AT_GLOBEX, null)))
                .isInstanceOf(LinkOutcome.CodeNeeded.class);
        assertThat(people.linking.withPassword(acme, traveller.proof(AT_GLOBEX, phone.wrongCode())))
                .isInstanceOf(LinkOutcome.Refused.class);
        assertNoWay(acme);

        assertThat(people.linking.withPassword(acme, traveller.proof(AT_GLOBEX, phone.code())))
                .isInstanceOf(LinkOutcome.Linked.class);
    }

    @Test
    void guessingTheOtherPasswordIsLockedOut() {
        Actor acme = traveller.atAcme();
        OtherAccount elsewhere = new OtherAccount("globex", "nobody@example.com", "some other words", null, AT_ACME);

        LinkOutcome last = new LinkOutcome.Refused();
        for (int i = 0; i < 11; i++) {
            last = people.linking.withPassword(acme, elsewhere);
        }

        assertThat(last).isInstanceOf(LinkOutcome.Delayed.class);
    }

    @Test
    void onlyALinkedTenantCanBeNamed() {
        Actor acme = traveller.atAcme();
        assertNoWay(acme);
        assertNoWay(acme, new TenantId(people.ids.next()));
        assertNoWay(acme, people.acme.id());

        Traveller another = Traveller.withTwoAccounts(people);
        another.linked();
        assertNoWay(acme);
    }

    @Test
    void halfALinkLetsNobodyIn() {
        Actor acme = traveller.atAcme();
        people.database.runInTenant(
                people.acme.id(),
                transaction -> dev.marque.platform.identity.AccountLinks.write(
                        transaction,
                        people.acme.id(),
                        acme.id(),
                        people.globex.id(),
                        traveller.globex().id(),
                        people.clock.instant()));

        assertNoWay(acme);
        assertThat(people.tenantSwitch.list(acme).get(1).available()).isFalse();
    }

    @Test
    void aSecondFactorThereIsAskedForUnlessTheSignInHadOne() {
        Actor acme = traveller.linked();
        Phone phone = traveller.enrol(traveller.atGlobex(), AT_GLOBEX);

        SignInOutcome asked = traveller.toGlobex(acme);
        assertThat(asked).isInstanceOf(SecondFactorNeeded.class);
        String challenge = ((SecondFactorNeeded) asked).challenge();
        assertThat(people.signIn.withSecondFactor(challenge, phone.wrongCode(), HOME))
                .isInstanceOf(SignInOutcome.Refused.class);
        Actor globex = people.caller(tokens(people.signIn.withSecondFactor(challenge, phone.code(), HOME)));
        assertThat(globex.id()).isEqualTo(traveller.globex().id());
        assertProblem(ProblemType.FORBIDDEN, () -> people.tenantSwitch.to(globex, people.acme.id()));

        traveller.enrol(acme, AT_ACME);
        assertThat(traveller.toGlobex(acme)).as("with a code here").isInstanceOf(SignInOutcome.SignedIn.class);
    }

    @Test
    void aSignInThatCameFromAnotherTenantLeadsNoFurther() {
        Actor globex = people.caller(tokens(traveller.toGlobex(traveller.linked())));

        assertProblem(ProblemType.FORBIDDEN, () -> people.tenantSwitch.to(globex, people.acme.id()));
    }

    @Test
    void aProviderOfOneTenantOpensNoOther() {
        traveller.linked();
        TokenPair throughProvider = people.sessions
                .open(people.acme.id(), traveller.acme().id(), HOME)
                .orElseThrow();

        assertProblem(ProblemType.FORBIDDEN, () -> traveller.toGlobex(people.caller(throughProvider)));
    }

    @Test
    void aPasswordThatAnAdministratorGaveOpensNoOtherTenant() {
        String email = "given@example.com";
        User here = Traveller.given(people, people.acme, email);
        Traveller.given(people, people.globex, email);
        Actor caller = people.caller(tokens(people.signIn.withPassword(email, PASSWORD, "acme", HOME)));
        OtherAccount there = new OtherAccount("globex", null, PASSWORD, null, PASSWORD);
        assertProblem(ProblemType.STATE_CONFLICT, () -> people.linking.withPassword(caller, there));

        people.ownPassword.change(caller, PASSWORD, AT_ACME);
        OtherAccount changedHere = new OtherAccount("globex", null, PASSWORD, null, AT_ACME);
        assertProblem(ProblemType.STATE_CONFLICT, () -> people.linking.withPassword(caller, changedHere));
        assertThat(people.audits("user.tenant-linked", here.id())).isZero();
    }

    @Test
    void anAdministratorWhoResetsAPasswordOrASecondFactorGetsNoFurtherThanTheirOwnTenant() {
        traveller.linked();
        String token =
                people.resets.issue(people.marque(), traveller.acme().id()).token();
        people.resets.reset(token, "three wide rivers under the snow", HOME);
        Actor thief = people.caller(tokens(
                people.signIn.withPassword(traveller.email(), "three wide rivers under the snow", "acme", HOME)));
        assertNoWay(thief);

        Traveller other = Traveller.withTwoAccounts(people);
        Actor acme = other.linked();
        people.secondFactors.reset(people.marque(), other.acme().id());
        assertNoWay(acme);
    }

    @Test
    void whoChangesOrResetsThePasswordAlsoEndsWhatAThiefReachedWithTheOldOne() {
        Actor acme = traveller.linked();
        TokenPair thief = tokens(traveller.toGlobex(traveller.atAcme()));
        people.ownPassword.change(acme, AT_ACME, PASSWORD);
        assertThat(people.isTaken(thief)).isFalse();

        TokenPair second = tokens(traveller.toGlobex(acme));
        String token =
                people.resets.issue(people.marque(), traveller.acme().id()).token();
        people.resets.reset(token, "three wide rivers under the snow", HOME);
        assertThat(people.isTaken(second)).isFalse();
    }

    @Test
    void unlinkingEndsTheLinkBothWaysAndTheSignInsThatCameOverIt() {
        Actor acme = traveller.linked();
        TokenPair over = tokens(traveller.toGlobex(acme));
        Actor globex = traveller.atGlobex();

        people.links.end(globex, people.acme.id());

        assertThat(people.isTaken(over)).isFalse();
        assertNoWay(acme);
        assertNoWay(globex, people.acme.id());
        assertProblem(ProblemType.NOT_FOUND, () -> people.links.end(acme, people.globex.id()));
        assertThat(people.audits("user.tenant-unlinked", acme.id())).isEqualTo(1);
        assertThat(auditsAtGlobex("user.tenant-unlinked")).isEqualTo(1);
    }

    @Test
    void aDisabledAccountOrASuspendedTenantIsNotEntered() {
        Actor acme = traveller.linked();
        Actor administrator = Actor.system(people.globex.id(), "test");
        people.userChanges.disable(administrator, traveller.globex().id());
        assertNoWay(acme);
        people.userChanges.enable(administrator, traveller.globex().id());

        suspend("now()");
        try {
            assertProblem(ProblemType.TENANT_SUSPENDED, () -> traveller.toGlobex(acme));
        } finally {
            suspend("null");
        }
        assertThat(traveller.toGlobex(acme)).isInstanceOf(SignInOutcome.SignedIn.class);
    }

    @Test
    void programsHaveNoOtherTenants() {
        Actor acme = traveller.linked();
        Actor program = Actor.apiKey(
                acme.tenant(), acme.id(), "key", Set.of("profile.write"), RecordScope.own(acme.id()), HOME);

        assertProblem(ProblemType.FORBIDDEN, () -> traveller.toGlobex(program));
        assertProblem(
                ProblemType.FORBIDDEN, () -> people.linking.withPassword(program, traveller.proof(AT_GLOBEX, null)));
    }

    @Test
    void operatorsNeitherLeaveTheirRealmNorAreJoinedInIt() {
        TenantId realm = new OperatorRealm(people.database, people.roles, people.clock, people.ids).prepare();
        Actor system = Actor.system(realm, "test");
        User operator = people.users.create(system, "root@example.com", "Root", PASSWORD, List.of("operator"));
        Actor inRealm = people.caller(tokens(people.signIn.withPassword("root@example.com", PASSWORD, null, HOME)));
        people.ownPassword.change(inRealm, PASSWORD, AT_ACME);
        Actor acme = traveller.atAcme();

        OtherAccount realmAccount = new OtherAccount("operators", "root@example.com", AT_ACME, null, AT_ACME);
        assertProblem(ProblemType.STATE_CONFLICT, () -> people.linking.withPassword(acme, realmAccount));
        OtherAccount vendor = new OtherAccount("globex", traveller.email(), AT_GLOBEX, null, AT_ACME);
        assertProblem(ProblemType.FORBIDDEN, () -> people.linking.withPassword(inRealm, vendor));
        assertThat(operator.roles()).containsExactly("operator");
    }

    @Test
    void anInvitationToOnesOwnAddressIsAcceptedAndLinkedAtOnce() {
        Actor acme = traveller.atAcme();
        people.userChanges.remove(
                Actor.system(people.globex.id(), "test"), traveller.globex().id());
        String mine = invitation(traveller.email());
        String another = invitation("somebody.else@example.com");

        assertRefused("/token", () -> people.linking.withInvitation(acme, another, AT_GLOBEX, AT_ACME));
        assertRefused("/ownPassword", () -> people.linking.withInvitation(acme, mine, AT_GLOBEX, "some other words"));
        assertNoWay(acme);
        people.linking.withInvitation(acme, mine, AT_GLOBEX, AT_ACME);

        assertThat(people.caller(tokens(traveller.toGlobex(acme))).name()).isEqualTo(traveller.email());
    }

    private static String invitation(String email) {
        return people.invitations
                .invite(Actor.system(people.globex.id(), "test"), email, List.of("support"))
                .token();
    }

    private void assertNoWay(Actor actor) {
        assertNoWay(actor, people.globex.id());
    }

    private static void assertNoWay(Actor actor, TenantId target) {
        assertProblem(ProblemType.NOT_FOUND, () -> people.tenantSwitch.to(actor, target));
    }

    private static void suspend(String when) {
        people.database.runWithoutTenant(transaction ->
                transaction.execute("update tenants set suspended_at = " + when + " where slug = 'globex'"));
    }

    private int auditsAtGlobex(String action) {
        return people.database.inTenant(people.globex.id(), transaction -> transaction
                .createQuery("select count(*) from audit_logs where action = :action and record_id = :record")
                .bind("action", action)
                .bind("record", traveller.globex().id())
                .mapTo(Integer.class)
                .one());
    }
}
