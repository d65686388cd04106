package dev.marque.licensing.hot;

import com.fasterxml.jackson.core.io.SerializedString;
import dev.marque.keys.feature.FeatureGrant;
import dev.marque.keys.feature.GrantSource;
import dev.marque.licensing.license.License;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a license looks to its installations, written once for as long as time alone does not change it. Thread-safe: two
 * that come at once write the same.
 */
public final class LicenseJson {

    private record Written(SerializedString json, Instant from, Instant until) {}

    private final List<Instant> turns;
    private final boolean sameForAll;
    private volatile @Nullable Written written;

    LicenseJson(License license) {
        List<FeatureGrant> grants = license.grants();
        this.turns = Stream.concat(
                        Stream.of(license.expiresAt(), license.graceEndsAt()),
                        grants.stream().flatMap(grant -> Stream.of(grant.startsAt(), grant.expiresAt())))
                .filter(turn -> turn != null)
                .sorted()
                .toList();
        this.sameForAll = grants.stream().noneMatch(grant -> grant.source() == GrantSource.USER);
    }

    /**
     * As it looks at that instant.
     *
     * @param user who asks; null when nobody is named
     * @param writer writes it as of then, for that user
     */
    public SerializedString at(Instant now, @Nullable String user, Supplier<String> writer) {
        if (user != null && !sameForAll) {
            return new SerializedString(writer.get());
        }
        Written known = written;
        if (known == null || now.isBefore(known.from()) || !now.isBefore(known.until())) {
            known = new Written(new SerializedString(writer.get()), now, nextTurn(now));
            written = known;
        }
        return known.json();
    }

    private Instant nextTurn(Instant now) {
        for (Instant turn : turns) {
            if (turn.isAfter(now)) {
                return turn;
            }
        }
        return Instant.MAX;
    }
}
