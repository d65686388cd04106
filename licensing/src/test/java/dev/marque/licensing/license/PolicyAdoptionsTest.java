package dev.marque.licensing.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.page.Cursor;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.time.Term;
import dev.marque.licensing.edit.ExpectedVersion;
import dev.marque.licensing.license.PolicyAdoptions.Adopted;
import dev.marque.licensing.license.PolicyAdoptions.Switched;
import dev.marque.licensing.policy.Adoption.Difference;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.policy.PolicyEdit;
import dev.marque.licensing.testing.LicensingFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PolicyAdoptionsTest {

    private static final LicensingFixture room = new LicensingFixture();
    private static final PolicyAdoptions adoptions =
            new PolicyAdoptions(room.database, room.policies, room.tenants, room.changes, room.clock);

    @AfterAll
    static void close() {
        room.close();
    }

    private static Policy edit(Policy policy, Map<String, ?> fields) {
        return room.policies.update(
                room.acme, policy.id(), room.json.convertValue(fields, PolicyEdit.class), ExpectedVersion.ANY);
    }

    private static License override(UUID id, Map<String, ?> fields) {
        return room.licenses.update(
                room.acme, id, room.json.convertValue(fields, LicenseEdit.class), ExpectedVersion.ANY);
    }

    @Test
    void aPolicyKeepsAllThatItHasSaid() {
        Policy first = room.policy(Map.of("maxActivations", 3));
        edit(first, Map.of("maxActivations", 5));
        edit(first, Map.of("rules", Map.of("overage", Map.of("machines", 2))));

        assertThat(room.policies.versions(room.acme, first.id()))
                .satisfiesExactly(
                        third -> assertThat(third.policy().terms().mostActivations())
                                .isEqualTo(7),
                        second -> assertThat(second.policy().terms().mostActivations())
                                .isEqualTo(5),
                        one -> assertThat(one.policy()).isEqualTo(first));
    }

    @Test
    void anEditChangesNoLicenseUntilItIsAppliedAndThePreviewSaysWhatItWould() {
        Policy policy = room.policy(Map.of("maxActivations", 3, "features", Set.of("export")));
        License license = room.issue(policy).license();
        edit(policy, Map.of("maxActivations", 5, "features", Set.of("export", "sso")));
        assertThat(room.licenses.get(room.acme, license.id()).terms()).isEqualTo(license.terms());

        Page<Adopted> preview = adoptions.preview(room.acme, policy.id(), PageRequest.first(10));
        assertThat(preview.items()).singleElement().satisfies(adopted -> {
            assertThat(adopted.license()).isEqualTo(license);
            assertThat(adopted.adoption().changes())
                    .extracting(Difference::part)
                    .containsExactly("features", "maxActivations");
        });
        assertThat(room.licenses.get(room.acme, license.id())).isEqualTo(license);

        adoptions.apply(room.acme, policy.id(), PageRequest.first(10));
        License after = room.licenses.get(room.acme, license.id());
        assertThat(after.terms().maxActivations()).isEqualTo(5);
        assertThat(after.featureCodes(room.clock.instant())).containsExactly("export", "sso");
        assertThat(after.policyVersion()).isEqualTo(2);
        assertThat(after.expiresAt()).isEqualTo(license.expiresAt());
        assertThat(adoptions
                        .preview(room.acme, policy.id(), PageRequest.first(10))
                        .items())
                .isEmpty();
        assertThat(room.audits("license.policy-applied", license.id())).isEqualTo(1);
    }

    @Test
    void whatWasSetForALicenseAloneStays() {
        Policy policy = room.policy(Map.of("maxActivations", 3));
        License license = room.issue(policy).license();
        override(license.id(), Map.of("maxActivations", 9, "rules", Map.of("overage", Map.of("machines", 1))));
        edit(
                policy,
                Map.of("maxActivations", 5, "grace", "P1D", "rules", Map.of("overage", Map.of("strategy", "ALWAYS"))));

        Adopted adopted = adoptions
                .apply(room.acme, policy.id(), PageRequest.first(10))
                .items()
                .getFirst();

        assertThat(adopted.adoption().kept()).containsExactly("maxActivations", "rules.overage");
        assertThat(adopted.license().terms().mostActivations()).isEqualTo(10);
        assertThat(adopted.license().terms().grace()).isEqualTo(Duration.ofDays(1));
        assertThat(adopted.license().overrides()).containsExactly("maxActivations", "rules.overage");
    }

    @Test
    void goingOnPageByPageReachesEveryLicenseOnce() {
        Policy policy = room.policy(Map.of("maxActivations", 3));
        Set<UUID> issued = new HashSet<>();
        for (int i = 0; i < 7; i++) {
            issued.add(room.issue(policy).license().id());
        }
        edit(policy, Map.of("maxActivations", 4));

        Set<UUID> reached = new HashSet<>();
        PageRequest request = PageRequest.first(3);
        Page<Adopted> page;
        do {
            page = adoptions.apply(room.acme, policy.id(), request);
            page.items()
                    .forEach(adopted ->
                            assertThat(reached.add(adopted.license().id())).isTrue());
            String next = page.next();
            request = next == null ? request : new PageRequest(3, Cursor.decode(next));
        } while (page.next() != null);

        assertThat(reached).isEqualTo(issued);
    }

    @Test
    void aLicenseThatWaitsForItsFirstUseBeginsWhenItsPolicyNoLongerWaits() {
        Policy policy =
                room.policy(Map.of("term", "P14D", "rules", Map.of("expiration", Map.of("basis", "FROM_FIRST_USE"))));
        License license = room.issue(policy).license();
        edit(policy, Map.of("rules", Map.of("expiration", Map.of("basis", "FROM_CREATION"))));

        License after = adoptions
                .apply(room.acme, policy.id(), PageRequest.first(10))
                .items()
                .getFirst()
                .license();

        assertThat(license.expiresAt()).isNull();
        assertThat(after.expiresAt()).isEqualTo(room.clock.instant().plus(Duration.ofDays(14)));
    }

    @Test
    void anUpgradeTellsWhatIsLeftOfTheTermAndKeepsItsEnd() {
        Policy monthly = room.policy(Map.of("term", "P1M", "maxActivations", 1));
        Policy yearly = room.policy(Map.of("productId", monthly.productId(), "term", "P1Y", "maxActivations", 10));
        License before = room.issue(monthly).license();
        Instant end = Objects.requireNonNull(before.expiresAt());
        room.clock.advance(Duration.ofDays(15));

        Switched switched = adoptions.change(room.acme, before.id(), yearly.id(), true, false);

        assertThat(switched.license().expiresAt()).isEqualTo(end);
        assertThat(switched.license().terms().maxActivations()).isEqualTo(10);
        assertThat(switched.proration()).isNotNull().satisfies(proration -> {
            assertThat(proration.periodSeconds())
                    .isEqualTo(Duration.between(before.createdAt(), end).toSeconds());
            assertThat(proration.unusedSeconds())
                    .isEqualTo(Duration.between(room.clock.instant(), end).toSeconds())
                    .isLessThan(proration.periodSeconds());
        });
        License renewed = room.licenses.renew(room.acme, before.id());
        assertThat(renewed.expiresAt())
                .as("the year is counted from the end of the month")
                .isEqualTo(Term.parse("P1Y").end(end, 1, room.tenants.zone(room.acme.tenant())));
    }

    @Test
    void everyChangeOfPolicyWithinATermTellsWhatIsLeftOfThatTerm() {
        Policy yearly = room.policy(Map.of("term", "P1Y"));
        Policy monthly = room.policy(Map.of("productId", yearly.productId(), "term", "P1M"));
        Policy daily = room.policy(Map.of("productId", yearly.productId(), "term", "P1D"));
        License before =
                room.licenses.renew(room.acme, room.issue(yearly).license().id());
        Instant end = Objects.requireNonNull(before.expiresAt());

        for (Policy next : List.of(monthly, daily, yearly)) {
            room.clock.advance(Duration.ofDays(1));
            assertThat(adoptions
                            .change(room.acme, before.id(), next.id(), true, false)
                            .proration())
                    .isNotNull()
                    .satisfies(proration -> {
                        assertThat(proration.periodStartsAt())
                                .as("the second year, which was bought ahead")
                                .isEqualTo(before.createdAt().plus(Duration.ofDays(365)));
                        assertThat(proration.periodEndsAt()).isEqualTo(end);
                    });
        }
        License renewed = room.licenses.renew(room.acme, before.id());
        assertThat(renewed.termBeganAt()).as("the anchor tells again").isNull();
        room.licenses.extend(room.acme, before.id(), Term.parse("P1M"));
        assertThat(adoptions
                        .change(room.acme, before.id(), monthly.id(), true, false)
                        .proration())
                .as("an end that was set by hand ends no term")
                .isNull();
    }

    @Test
    void anUpgradeMayBeginANewTermAndDropWhatWasSetForTheLicense() {
        Policy small = room.policy(Map.of("term", "P1M", "maxActivations", 1));
        Policy big = room.policy(Map.of("productId", small.productId(), "term", "P30D", "maxActivations", 10));
        License before = room.issue(small).license();
        override(before.id(), Map.of("maxActivations", 2));
        room.clock.advance(Duration.ofDays(15));

        License after =
                adoptions.change(room.acme, before.id(), big.id(), false, true).license();

        assertThat(after.expiresAt()).isEqualTo(room.clock.instant().plus(Duration.ofDays(30)));
        assertThat(after.terms().maxActivations()).isEqualTo(10);
        assertThat(after.overrides()).isEmpty();
    }

    @Test
    void aPerpetualLicenseHasNoEndAndAPolicyOfAnotherProductIsNone() {
        Policy yearly = room.policy(Map.of("term", "P1Y"));
        Policy perpetual = room.policy(Map.of("productId", yearly.productId()));
        License license = room.issue(yearly).license();
        assertThat(adoptions
                        .change(room.acme, license.id(), perpetual.id(), true, false)
                        .license()
                        .expiresAt())
                .isNull();
        assertThat(adoptions
                        .change(room.acme, license.id(), yearly.id(), true, false)
                        .license()
                        .expiresAt())
                .isNotNull();
        UUID foreign = room.policy(Map.of()).id();
        assertThatThrownBy(() -> adoptions.change(room.acme, license.id(), foreign, true, false))
                .isInstanceOf(ProblemException.class);
    }
}
