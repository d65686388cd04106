package dev.marque.platform.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.platform.config.ConfigurationProblem;
import dev.marque.platform.identity.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetentionTest {

    private static final Duration KEPT = Duration.ofDays(60);
    private static final AuditFixture fixture = new AuditFixture();

    @AfterAll
    static void close() {
        fixture.close();
    }

    @BeforeEach
    void longAgo() {
        fixture.clock.set(Instant.parse(AuditFixture.NEW_YEAR));
    }

    @Test
    void aPrunedChainStillVerifies() {
        Actor actor = fixture.sealed(10);
        fixture.clock.advance(Duration.ofDays(40));
        fixture.write(actor, 4);
        fixture.seal(actor);
        fixture.clock.advance(Duration.ofDays(30));

        fixture.retention(KEPT).run();

        assertThat(fixture.count(actor, "audit_logs")).isEqualTo(5);
        fixture.seal(actor);
        Verification verification = fixture.verify(actor);
        assertThat(verification.findings()).isEmpty();
        assertThat(verification.from()).isEqualTo(12);
        assertThat(verification.to()).isEqualTo(16);
        assertThat(verification.checkpoints()).isEqualTo(2);
        assertThat(verification.unsealed()).isZero();
    }

    @Test
    void aTenantKeepsItsTrailForAsLongAsItChoseButNotLongerThanTheOperator() {
        Actor shorter = fixture.sealed(10);
        Actor longer = fixture.sealed(10);
        Actor unset = fixture.sealed(10);
        fixture.keep(shorter, 40);
        fixture.keep(longer, 400);
        fixture.clock.advance(Duration.ofDays(50));

        fixture.retention(KEPT).run();
        assertThat(fixture.count(shorter, "audit_seals")).isEqualTo(1);
        assertThat(fixture.count(longer, "audit_seals")).isGreaterThan(10);
        assertThat(fixture.count(unset, "audit_seals")).isGreaterThan(10);

        fixture.clock.advance(Duration.ofDays(20));
        fixture.retention(KEPT).run();
        assertThat(fixture.count(longer, "audit_seals")).isEqualTo(1);
        assertThat(fixture.count(unset, "audit_seals")).isEqualTo(1);
    }

    @Test
    void whereTheOperatorKeepsEverythingATenantMayStillKeepLess() {
        Actor chose = fixture.sealed(10);
        Actor unset = fixture.sealed(10);
        fixture.keep(chose, 40);
        fixture.clock.advance(Duration.ofDays(50));

        fixture.retention().run();

        assertThat(fixture.count(chose, "audit_seals")).isEqualTo(1);
        assertThat(fixture.count(unset, "audit_seals")).isGreaterThan(10);
    }

    @Test
    void removingLeavesALineOfWhatWasRemoved() {
        Actor actor = fixture.sealed(10);
        fixture.clock.advance(Duration.ofDays(70));

        fixture.retention(KEPT).run();

        List<String> after = fixture.database.inTenant(actor.tenant(), transaction -> transaction
                .createQuery("select after from audit_logs where action = 'audit.pruned'")
                .mapTo(String.class)
                .list());
        assertThat(after).singleElement().asString().contains("\"throughSequence\": 10");
        assertThat(fixture.count(actor, "audit_seals"))
                .as("the sealer goes on from the newest")
                .isEqualTo(1);
    }

    @Test
    void tamperingAfterAPruningIsFound() {
        Actor actor = fixture.sealed(10);
        fixture.clock.advance(Duration.ofDays(40));
        fixture.write(actor, 4);
        fixture.seal(actor);
        fixture.clock.advance(Duration.ofDays(30));
        fixture.retention(KEPT).run();

        fixture.tamper("delete from audit_checkpoints where kind = 'START' and tenant_id = '" + actor.tenant() + "'");

        assertThat(fixture.verify(actor).findings()).extracting(Finding::kind).contains(Finding.Kind.SEAL_MISSING);
    }

    @Test
    void aChainThatDoesNotVerifyIsEvidenceAndStays() {
        Actor actor = fixture.sealed(10);
        fixture.tamper("update audit_logs set action = 'x' where tenant_id = '" + actor.tenant() + "'");
        fixture.clock.advance(Duration.ofDays(70));

        fixture.retention(KEPT).run();

        assertThat(fixture.count(actor, "audit_logs")).isEqualTo(11);
        assertThat(fixture.verify(actor).findingCount()).isEqualTo(11);
    }

    @Test
    void aRemovalThatWasInterruptedIsFinishedByTheNextRun() {
        Actor actor = fixture.sealed(10);
        sign(actor, 8);
        removeAtMost(actor, 8, 3);
        assertThat(fixture.count(actor, "audit_seals")).isEqualTo(8);
        assertThat(fixture.verify(actor).findings()).as("in between").isEmpty();

        fixture.retention(Duration.ofDays(365)).run();

        assertThat(fixture.count(actor, "audit_seals")).isEqualTo(3);
        assertThat(fixture.verify(actor).findings()).isEmpty();
    }

    @Test
    void theDatabaseRemovesNothingAfterTheCheckPoint() {
        Actor actor = fixture.sealed(10);

        assertThatThrownBy(() -> removeAtMost(actor, 8, 100)).hasMessageContaining("no check-point");

        sign(actor, 8);
        removeAtMost(actor, 8, 100);
        assertThat(fixture.count(actor, "audit_seals")).isEqualTo(3);
        assertThatThrownBy(() -> removeAtMost(actor, 9, 100)).hasMessageContaining("no check-point");
    }

    @Test
    void theDatabaseKeepsTheLastThirtyDaysWhateverIsSignedAndOtherTenantsGoOn() {
        Actor old = fixture.sealed(10);
        fixture.clock.set(Instant.now().minus(Duration.ofDays(29)));
        Actor actor = fixture.sealed(10);
        sign(actor, 8);

        assertThatThrownBy(() -> removeAtMost(actor, 8, 100)).hasMessageContaining("last 30 days are kept");
        assertThatThrownBy(() -> fixture.retention(KEPT).run()).hasMessageContaining("last 30 days are kept");

        assertThat(fixture.count(actor, "audit_logs")).isEqualTo(11);
        assertThat(fixture.count(old, "audit_seals")).isEqualTo(1);
        fixture.tamper("delete from audit_checkpoints where tenant_id = '" + actor.tenant() + "'");
    }

    @Test
    void lessThanThirtyDaysIsNoRetention() {
        assertThatThrownBy(() -> fixture.retention(Duration.ofDays(29)))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("MARQUE_AUDIT_RETENTION");
    }

    @Test
    void oneTenantsRemovalLeavesTheOthersAlone() {
        Actor actor = fixture.sealed(10);
        Actor other = fixture.sealed(10);
        sign(actor, 8);

        assertThatThrownBy(() -> removeAtMost(other, 8, 100)).hasMessageContaining("no check-point");
        removeAtMost(actor, 8, 100);

        assertThat(fixture.count(other, "audit_logs")).isEqualTo(11);
    }

    private static void sign(Actor actor, long sequence) {
        ChainHead head = fixture.database
                .inTenant(actor.tenant(), transaction -> SealRows.after(transaction, sequence - 1, sequence, 1))
                .getFirst()
                .head();
        Checkpoint start = fixture.checkpoints.sign(actor.tenant(), Checkpoint.Kind.START, head);
        fixture.database.runInTenant(
                actor.tenant(), transaction -> CheckpointRows.insert(transaction, actor.tenant(), start));
    }

    private static int removeAtMost(Actor actor, long through, int atMost) {
        return fixture.database.inTenant(actor.tenant(), transaction -> transaction
                .createQuery("select prune_audit_trail(:through, :atMost)")
                .bind("through", through)
                .bind("atMost", atMost)
                .mapTo(Integer.class)
                .one());
    }
}
