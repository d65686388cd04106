package dev.marque.keys.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

class VersionsTest {

    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

    /** Each code about versions but UPDATE_REQUIRED, once. */
    static List<Outcome> refusals() {
        return List.of(
                decide(channel(Channel.STABLE), "2.0.0-beta.1"),
                decide(maintained(NOW.minusSeconds(1), NOW), "2.0"),
                decide(new VersionFacts(null, null, null, Channel.DEV, null, null, true, false), "2.0"),
                Validation.decide(
                        facts(VersionFacts.ANY),
                        ValidationRequest.PLAIN.within(new Scopes(null, null, Set.of(), Map.of(), "abc", null)),
                        NOW));
    }

    @Example
    void anUpdateIsRequiredFromItsInstantOnAndInTheVendorsWords() {
        VersionFacts forced =
                new VersionFacts(Version.of("2"), NOW, "Please update.", Channel.DEV, null, null, false, false);
        LicenseFacts facts = facts(forced);
        ValidationRequest old = ValidationRequest.PLAIN.by(null, Version.of("1.9"));
        assertThat(Validation.decide(facts, old, NOW.minusNanos(1)).code()).isEqualTo(Code.VALID);
        assertThat(Validation.decide(facts, old, NOW))
                .isEqualTo(new Outcome.Refused(Code.UPDATE_REQUIRED, "Please update."));
        assertThat(decide(forced, "2.0").code()).isEqualTo(Code.VALID);
        assertThat(Validation.decide(facts, ValidationRequest.PLAIN, NOW).code())
                .isEqualTo(Code.VALID);
    }

    @Example
    void whatCameOutBeforeMaintenanceEndedWorksOn() {
        assertThat(decide(maintained(NOW.minusSeconds(1), NOW.minusSeconds(2)), "2.0")
                        .code())
                .isEqualTo(Code.VALID);
        assertThat(decide(maintained(NOW.minusSeconds(1), NOW.minusSeconds(1)), "2.0")
                        .code())
                .isEqualTo(Code.MAINTENANCE_ENDED);
        VersionFacts unlisted =
                new VersionFacts(null, null, null, Channel.DEV, NOW.minusSeconds(1), null, false, false);
        assertThat(decide(unlisted, "2.0").code()).isEqualTo(Code.VALID);
    }

    @Property
    void aChannelCoversAllThatIsMoreFinished(@ForAll Channel licensed, @ForAll Channel released) {
        String version =
                released == Channel.STABLE ? "2.0" : "2.0-" + released.name().toLowerCase(java.util.Locale.ROOT) + ".1";
        boolean covered = released.ordinal() <= licensed.ordinal();
        assertThat(Channel.of(Version.of(version))).isEqualTo(released);
        assertThat(decide(channel(licensed), version).valid()).isEqualTo(covered);
        // What the vendor listed counts more than what the version says of itself.
        ReleaseFacts listed = new ReleaseFacts(NOW, released);
        VersionFacts facts = new VersionFacts(null, null, null, licensed, null, listed, false, false);
        assertThat(decide(facts, "2.0-nightly").valid()).isEqualTo(covered);
    }

    @Example
    void aPreReleaseOfAnUnknownKindIsForDevelopers() {
        assertThat(Channel.of(Version.of("2.0-nightly.20270101"))).isEqualTo(Channel.DEV);
        assertThat(Channel.of(Version.of("2.0-RC.1"))).isEqualTo(Channel.RC);
    }

    private static VersionFacts channel(Channel channel) {
        return new VersionFacts(null, null, null, channel, null, null, false, false);
    }

    private static VersionFacts maintained(Instant until, Instant released) {
        ReleaseFacts release = new ReleaseFacts(released, Channel.STABLE);
        return new VersionFacts(null, null, null, Channel.DEV, until, release, false, false);
    }

    private static Outcome decide(VersionFacts versions, @Nullable String asking) {
        Version version = asking == null ? null : Version.of(asking);
        return Validation.decide(facts(versions), ValidationRequest.PLAIN.by(null, version), NOW);
    }

    private static LicenseFacts facts(VersionFacts versions) {
        return LicenseFacts.of("ENT").versions(versions).build();
    }
}
