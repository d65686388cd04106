package dev.marque.platform.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.platform.audit.AuditVerifications;
import dev.marque.platform.identity.Actor;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class VerificationIsAuditedTest {

    private static final AuditFixture fixture = new AuditFixture();
    private static final AuditVerifications verifications =
            new AuditVerifications(fixture.database, fixture.verifier, fixture.changes);

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void theTrailRemembersWhoVerifiedItAndWhatCameOfIt() {
        Actor actor = fixture.sealed(4);

        assertThat(verifications.verify(actor, List.of()).intact()).isTrue();
        fixture.tamper("delete from audit_seals where sequence = 2 and tenant_id = '" + actor.tenant() + "'");
        assertThat(verifications.verify(actor, List.of()).intact()).isFalse();

        assertThat(fixture.database.<List<String>>inTenant(actor.tenant(), transaction -> transaction
                        .createQuery("select actor_name || ' ' || (after ->> 'intact') from audit_logs"
                                + " where action = 'audit.verified' order by id")
                        .mapTo(String.class)
                        .list()))
                .containsExactly(actor.name() + " true", actor.name() + " false");
    }
}
