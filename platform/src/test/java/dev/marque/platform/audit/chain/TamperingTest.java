package dev.marque.platform.audit.chain;

import static dev.marque.platform.audit.chain.Finding.Kind.CHAIN_BROKEN;
import static dev.marque.platform.audit.chain.Finding.Kind.CHECKPOINT_INVALID;
import static dev.marque.platform.audit.chain.Finding.Kind.CHECKPOINT_MISMATCH;
import static dev.marque.platform.audit.chain.Finding.Kind.END_MISSING;
import static dev.marque.platform.audit.chain.Finding.Kind.KEPT_CHECKPOINT_MISMATCH;
import static dev.marque.platform.audit.chain.Finding.Kind.NEVER_SEALED;
import static dev.marque.platform.audit.chain.Finding.Kind.ROW_ALTERED;
import static dev.marque.platform.audit.chain.Finding.Kind.ROW_MISSING;
import static dev.marque.platform.audit.chain.Finding.Kind.SEAL_MISSING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.page.PageRequest;
import dev.marque.platform.identity.Actor;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the owner of the database does to the trail, without the tenant's key, is found. */
class TamperingTest {

    private static final AuditFixture fixture = new AuditFixture();

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void everyColumnOfTheTableIsHashed() {
        List<String> columns = fixture.database.withoutTenant(transaction -> transaction
                .createQuery("select column_name from information_schema.columns where table_name = 'audit_logs'")
                .mapTo(String.class)
                .list());

        assertThat(columns).containsExactlyInAnyOrderElementsOf(AuditRow.COLUMNS);
    }

    @Test
    void aTrailThatNobodyTouchedIsIntact() {
        Verification verification = fixture.verify(fixture.sealed(10));

        assertThat(verification.findings()).isEmpty();
        assertThat(verification.intact()).isTrue();
        assertThat(verification.to()).isEqualTo(11);
        assertThat(verification.checkpoints()).isEqualTo(2);
        assertThat(verification.unsealed()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            occurred_at = occurred_at + interval '1 microsecond'
            actor_kind  = 'SYSTEM'
            actor_id    = gen_random_uuid()
            actor_name  = 'eve@example.com'
            action      = 'thing.praised'
            record_type = 'other'
            record_id   = gen_random_uuid()
            before      = '{"n": 3, "x": 2}'
            before      = null
            after       = '{"n": -2}'
            request_id  = 'request-2'
            address     = null
            address     = ''
            user_agent  = 'curl'
            """)
    void aRowThatWasAlteredIsFound(String change) {
        Actor actor = fixture.sealed(6);

        fixture.tamper("update audit_logs set " + change + " where id = " + idAt(actor, 3));

        Verification verification = fixture.verify(actor);
        assertThat(verification.intact()).isFalse();
        assertThat(verification.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(ROW_ALTERED);
            assertThat(finding.sequence()).isEqualTo(3);
            assertThat("'" + finding.auditId() + "'").isEqualTo(idAt(actor, 3));
        });
    }

    @Test
    void aRowThatWasGivenAnotherIdOrTenantIsMissing() {
        Actor actor = fixture.sealed(6);
        Actor other = fixture.newTenant();

        fixture.tamper("update audit_logs set id = gen_random_uuid() where id = " + idAt(actor, 2));
        fixture.tamper("update audit_logs set tenant_id = '" + other.tenant() + "' where id = " + idAt(actor, 4));

        assertThat(fixture.verify(actor).findings())
                .extracting(Finding::kind, Finding::sequence)
                .contains(tuple(ROW_MISSING, 2L), tuple(ROW_MISSING, 4L));
    }

    @Test
    void aRowThatWasDeletedIsMissing() {
        Actor actor = fixture.sealed(6);

        fixture.tamper("delete from audit_logs where id = " + idAt(actor, 5));

        assertFinds(actor, tuple(ROW_MISSING, 5L));
    }

    @Test
    void aRowThatWasDeletedWithItsSealLeavesAGap() {
        Actor actor = fixture.sealed(6);

        fixture.tamper("delete from audit_logs where id = " + idAt(actor, 5));
        fixture.tamper("delete from audit_seals where sequence = 5 and " + of(actor));

        assertFinds(actor, tuple(SEAL_MISSING, 5L));
    }

    @Test
    void twoRowsThatWereSwappedAreFound() {
        Actor actor = fixture.sealed(6);

        fixture.tamper("""
                update audit_logs a set record_id = b.record_id, before = b.before, occurred_at = b.occurred_at
                from audit_logs b
                where (a.id = %1$s and b.id = %2$s) or (a.id = %2$s and b.id = %1$s)
                """.formatted(idAt(actor, 2), idAt(actor, 4)));

        assertFinds(actor, tuple(ROW_ALTERED, 2L), tuple(ROW_ALTERED, 4L));
    }

    @Test
    void rowsThatWereReorderedBreakTheChain() {
        Actor actor = fixture.sealed(6);

        fixture.tamper("update audit_seals set sequence = -sequence + 1000 where sequence in (2, 4) and " + of(actor));
        fixture.tamper("update audit_seals set sequence = 4 where sequence = 998 and " + of(actor));
        fixture.tamper("update audit_seals set sequence = 2 where sequence = 996 and " + of(actor));

        assertThat(fixture.verify(actor).findings())
                .extracting(Finding::kind, Finding::sequence)
                .contains(tuple(CHAIN_BROKEN, 2L), tuple(CHAIN_BROKEN, 4L));
    }

    @Test
    void aRowThatWasPutInLaterIsNeverSealed() {
        Actor actor = fixture.sealed(6);

        fixture.tamper("""
                insert into audit_logs select '019b0000-0000-7000-8000-000000000000', tenant_id, occurred_at, actor_kind,
                    actor_id, actor_name, action, record_type, record_id, before, after, request_id, address, user_agent
                from audit_logs where id = %s
                """.formatted(idAt(actor, 3)));
        fixture.sealer.sealLate();

        assertThat(fixture.verify(actor).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(NEVER_SEALED);
            assertThat(finding.auditId()).hasToString("019b0000-0000-7000-8000-000000000000");
        });
    }

    @Test
    void aChainWithoutItsEndIsFoundByTheCheckPoint() {
        Actor actor = fixture.sealed(6);

        fixture.tamper("delete from audit_logs where id in (select audit_id from audit_seals where sequence > 4 and "
                + of(actor) + ")");
        fixture.tamper("delete from audit_seals where sequence > 4 and " + of(actor));
        assertFinds(actor, tuple(END_MISSING, 5L));

        fixture.write(actor, 10);
        fixture.seal(actor);
        assertFinds(actor, tuple(CHECKPOINT_MISMATCH, 7L));
    }

    @Test
    void aChainWithoutItsBeginningIsFoundUnlessTheTenantSignedThat() {
        Actor actor = fixture.sealed(6);

        fixture.tamper("delete from audit_logs where id in (select audit_id from audit_seals where sequence < 4 and "
                + of(actor) + ")");
        fixture.tamper("delete from audit_seals where sequence < 4 and " + of(actor));
        assertFinds(actor, tuple(SEAL_MISSING, 1L));

        fixture.tamper("update audit_checkpoints set kind = 'START' where sequence = 3 and " + of(actor));
        assertFinds(actor, tuple(CHECKPOINT_INVALID, 3L));
    }

    @Test
    void aChainThatWasBuiltAnewDoesNotFitItsCheckPoints() {
        Actor actor = fixture.sealed(6);

        rebuildWithAnAlteredRow(actor, 2);

        assertFinds(actor, tuple(CHECKPOINT_MISMATCH, 3L), tuple(CHECKPOINT_MISMATCH, 7L));
    }

    @Test
    void aCheckPointKeptElsewhereFindsAChainThatWasBuiltAnewWithoutCheckPoints() {
        Actor actor = fixture.sealed(6);
        List<KeptCheckpoint> kept = fixture.checkpoints.list(actor, PageRequest.first(10)).items().stream()
                .map(checkpoint -> new KeptCheckpoint(checkpoint.sequence(), checkpoint.chainHash()))
                .toList();
        assertThat(fixture.verifier.verify(actor.tenant(), kept).intact()).isTrue();

        rebuildWithAnAlteredRow(actor, 2);
        fixture.tamper("delete from audit_checkpoints where " + of(actor));

        assertThat(fixture.verify(actor).intact()).isTrue();
        assertThat(fixture.verifier.verify(actor.tenant(), kept).findings())
                .extracting(Finding::kind)
                .containsExactly(KEPT_CHECKPOINT_MISMATCH, KEPT_CHECKPOINT_MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "created_at = created_at + interval '1 second'",
                "token = token || 'A'",
                "token = replace(token, '.', '..')",
                "token = ''"
            })
    void aCheckPointThatWasAlteredIsFound(String change) {
        Actor actor = fixture.sealed(6);

        fixture.tamper("update audit_checkpoints set " + change + " where sequence = 3 and " + of(actor));

        assertFinds(actor, tuple(CHECKPOINT_INVALID, 3L));
    }

    @Test
    void aCheckPointOfAnotherTenantIsNone() {
        Actor actor = fixture.sealed(6);
        Actor other = fixture.sealed(6);

        fixture.tamper("""
                update audit_checkpoints c set token = o.token, created_at = o.created_at, chain_hash = o.chain_hash
                from audit_checkpoints o
                where c.sequence = 3 and o.sequence = 3 and c.%s and o.%s
                """.formatted(of(actor), of(other)));

        assertThat(fixture.verify(actor).findings())
                .extracting(Finding::kind)
                .containsExactlyInAnyOrder(CHECKPOINT_INVALID, CHECKPOINT_MISMATCH);
    }

    @Test
    void aTrailThatWasEmptiedFillsNoMemory() {
        Actor actor = fixture.newTenant();
        fixture.database.runInTenant(actor.tenant(), transaction -> LongStream.range(0, Verification.SHOWN + 500)
                .forEach(i -> fixture.write(transaction, actor, (int) i)));
        fixture.seal(actor);

        fixture.tamper("delete from audit_logs where " + of(actor));

        Verification verification = fixture.verify(actor);
        assertThat(verification.findingCount()).isEqualTo(Verification.SHOWN + 500);
        assertThat(verification.findings()).hasSize(Verification.SHOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_logs set action = 'x'",
                "delete from audit_logs",
                "update audit_seals set sequence = 1",
                "delete from audit_seals",
                "update audit_checkpoints set token = 'x'",
                "delete from audit_checkpoints",
                "truncate audit_seals"
            })
    void theApplicationMayOnlyAdd(String sql) {
        Actor actor = fixture.newTenant();

        assertThatThrownBy(() -> fixture.database.runInTenant(actor.tenant(), transaction -> transaction.execute(sql)))
                .hasMessageContaining("permission denied");
    }

    private static void rebuildWithAnAlteredRow(Actor actor, long sequence) {
        List<Seal> seals = fixture.database.inTenant(
                actor.tenant(), transaction -> SealRows.after(transaction, 0, Long.MAX_VALUE, 100));
        fixture.tamper("update audit_logs set actor_name = 'eve' where id = " + idAt(actor, sequence));
        fixture.tamper("delete from audit_seals where " + of(actor));
        fixture.database.runInTenant(actor.tenant(), transaction -> {
            List<AuditRow> rows =
                    SealRows.rows(transaction, seals.stream().map(Seal::auditId).toList());
            ChainHead head = ChainHead.GENESIS;
            for (Seal old : seals) {
                AuditRow row = rows.stream()
                        .filter(r -> r.id().equals(old.auditId()))
                        .findFirst()
                        .orElseThrow();
                Seal seal = head.seal(row.id(), row.hash());
                SealRows.insert(transaction, actor.tenant(), List.of(seal), fixture.clock.instant());
                head = seal.head();
            }
        });
    }

    private static void assertFinds(Actor actor, Tuple... findings) {
        assertThat(fixture.verify(actor).findings())
                .extracting(Finding::kind, Finding::sequence)
                .containsExactly(findings);
    }

    private static Tuple tuple(Finding.Kind kind, long sequence) {
        return Tuple.tuple(kind, sequence);
    }

    private static String idAt(Actor actor, long sequence) {
        return fixture.database.inTenant(actor.tenant(), transaction -> transaction
                .createQuery("select quote_literal(audit_id) from audit_seals where sequence = :sequence")
                .bind("sequence", sequence)
                .mapTo(String.class)
                .one());
    }

    private static String of(Actor actor) {
        return "tenant_id = '" + actor.tenant() + "'";
    }
}
