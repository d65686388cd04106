package dev.marque.licensing.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.keys.validation.AccessFacts;
import dev.marque.licensing.access.AccessFindings.Finding;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AccessFindingsTest {

    @Property
    void aSubjectIsJudgedByItsOwnRulesAlone(@ForAll("findings") Set<Finding> findings) {
        AccessFacts facts = new AccessFindings(List.copyOf(findings)).facts();
        assertThat(facts.addressBlocked()).isEqualTo(blocks(findings, AccessSubject.ADDRESS_RANGE));
        assertThat(facts.countryBlocked()).isEqualTo(blocks(findings, AccessSubject.COUNTRY));
        assertThat(facts.fingerprintBlocked()).isEqualTo(blocks(findings, AccessSubject.FINGERPRINT));
    }

    /** As the documentation has it, rule by rule. */
    private static boolean blocks(Set<Finding> findings, AccessSubject subject) {
        boolean anyAllows = false;
        boolean allowed = false;
        for (Finding finding : findings) {
            if (finding.subject() != subject || finding.matches() == null) {
                continue;
            }
            boolean matches = Objects.requireNonNull(finding.matches());
            if (finding.kind() == AccessKind.BLOCK && matches) {
                return true;
            }
            anyAllows |= finding.kind() == AccessKind.ALLOW;
            allowed |= finding.kind() == AccessKind.ALLOW && matches;
        }
        return anyAllows && !allowed;
    }

    @Example
    void withoutRulesNobodyIsRefused() {
        assertThat(AccessFindings.read("{\"findings\": null}").facts()).isEqualTo(AccessFacts.OPEN);
    }

    @Provide
    Arbitrary<Set<Finding>> findings() {
        return Combinators.combine(
                        Arbitraries.of(AccessKind.class),
                        Arbitraries.of(AccessSubject.class),
                        Arbitraries.of(true, false).injectNull(0.3))
                .as(Finding::new)
                .set()
                .ofMaxSize(9);
    }
}
