package dev.marque.keygen.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.keygen.route.Query;
import dev.marque.keygen.wire.Failure;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.license.LicenseTraits;
import dev.marque.licensing.license.LicenseTraits.Ends;
import dev.marque.licensing.license.LicenseTraits.Machines;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LicenseQueryTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID BANNED = new UUID(0, 7);

    private static LicenseTraits asked(String... query) {
        var values = new MultivaluedHashMap<String, String>();
        for (int i = 0; i < query.length; i += 2) {
            values.add(query[i], query[i + 1]);
        }
        return new LicenseQuery(new Query(values), NOW, () -> Set.of(BANNED)).traits(null);
    }

    private static Ends ends(String... query) {
        return java.util.Objects.requireNonNull(asked(query).ends());
    }

    @Test
    void whoAsksForNothingGetsWhatIsThere() {
        assertThat(asked()).isEqualTo(LicenseTraits.ANY.in(Set.of(LicenseState.ACTIVE, LicenseState.SUSPENDED)));
    }

    @Test
    void endsAreCountedFromNow() {
        Instant week = Instant.parse("2026-11-29T12:00:00Z");
        for (String within : List.of("P7D", "7d", "p1w", "604800", "6DT24H")) {
            assertThat(ends("expires[within]", within)).as(within).isEqualTo(new Ends(NOW, week, false));
        }
        assertThat(ends("expires[in]", "P1M")).isEqualTo(new Ends(NOW, Instant.parse("2026-12-22T12:00:00Z"), false));
        assertThat(ends("expired[within]", "P1D"))
                .isEqualTo(new Ends(Instant.parse("2026-11-21T12:00:00Z"), NOW, false));
        assertThat(ends("expires[before]", "2026-12-01"))
                .isEqualTo(new Ends(NOW, Instant.parse("2026-12-01T00:00:00Z"), false));
        assertThat(ends("expires[after]", "2020-01-01")).isEqualTo(new Ends(NOW, null, false));
        assertThat(ends("expires[on]", "2026-12-01"))
                .isEqualTo(new Ends(
                        Instant.parse("2026-12-01T00:00:00Z"), Instant.parse("2026-12-01T23:59:59.999999Z"), false));
        assertThat(ends("expired", "true")).isEqualTo(new Ends(null, NOW, false));
        assertThat(ends("expired", "false")).isEqualTo(new Ends(NOW.plusNanos(1_000), null, true));
    }

    @Test
    void aStatusIsAskedForAsLicensesTellIt() {
        LicenseTraits expiring = asked("status", "expiring");

        assertThat(expiring.states()).containsExactly(LicenseState.ACTIVE);
        assertThat(expiring.strangers()).containsExactly(BANNED);
        assertThat(expiring.ends())
                .isEqualTo(new Ends(NOW.plusNanos(1_000), Instant.parse("2026-11-25T11:59:59.999999Z"), false));
        assertThat(asked("status", "BANNED").customers()).containsExactly(BANNED);
        assertThat(asked("status", "SUSPENDED").states()).containsExactly(LicenseState.SUSPENDED);
        assertThat(asked("status", "ACTIVE", "suspended", "true").states())
                .as("no license of a list")
                .containsExactly(LicenseState.ARCHIVED);
        assertThat(asked("status", "INACTIVE").customers()).isEmpty();
    }

    @Test
    void machinesAndTextsAreAskedFor() {
        assertThat(asked("activations[gte]", "2", "activations[lt]", "5").machines())
                .isEqualTo(new Machines(2, 4));
        assertThat(asked("activated", "false").machines()).isEqualTo(new Machines(0, 0));
        assertThat(asked("metadata[crm]", "4711").metadata()).isEqualTo(Map.of("crm", "4711"));
        assertThat(asked("unassigned", "true").assigned()).isFalse();
    }

    @Test
    void whatCannotBeAskedForIsNamed() {
        for (String name : List.of("group", "activity[inside]", "expires[soon]", "activations[eq]", "expiring")) {
            assertThatThrownBy(() -> asked(name, "false"))
                    .as(name)
                    .isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.status())
                            .isEqualTo(400));
        }
    }
}
