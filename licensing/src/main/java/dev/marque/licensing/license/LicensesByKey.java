package dev.marque.licensing.license;

import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.RecordScope.Condition;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds licenses by what a machine tells of its key, for checking codes that are made with it. The keys are not for
 * showing: for that there is {@link ShownKeys}. Thread-safe.
 */
@Singleton
public class LicensesByKey {

    /** Of 40 bits there are few with the same beginning; with more, none can be meant. */
    private static final int MAX_ALIKE = 8;

    private final Database database;
    private final KeyMint mint;

    private final InstantSource clock;

    @Inject
    LicensesByKey(Database database, KeyMint mint, InstantSource clock) {
        this.database = database;
        this.mint = mint;
        this.clock = clock;
    }

    /** A license and its key. */
    public record Keyed(UUID licenseId, String key) {
        @Override
        public String toString() {
            return "Keyed[" + licenseId + "]";
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Opened at once; never compared.
    private record Row(UUID id, byte[] keyEncrypted) {}

    /** The license that has this key, or had it before and it still works; if the actor reaches it. */
    public Optional<Keyed> byHash(Actor actor, byte[] hash) {
        return between(actor, hash, hash).stream().findFirst();
    }

    /**
     * The licenses that the actor reaches whose key hash begins so.
     *
     * @param first 40 bits
     */
    public List<Keyed> byFirstBits(Actor actor, long first) {
        String bits = HexFormat.of().toHexDigits(first, 10);
        HexFormat hex = HexFormat.of();
        return between(actor, hex.parseHex(bits + "00".repeat(27)), hex.parseHex(bits + "ff".repeat(27)));
    }

    private List<Keyed> between(Actor actor, byte[] least, byte[] most) {
        Condition reach = actor.scope().on("l");
        List<Row> rows = database.inEnvironment(actor.where(), transaction -> transaction
                .createQuery("""
                        select l.id, l.key_encrypted from licenses l
                        where l.key_hash between :least and :most and l.state <> 'ARCHIVED' and %1$s
                        union all
                        select l.id, f.key_encrypted from license_former_keys f join licenses l on l.id = f.license_id
                        where f.key_hash between :least and :most and f.ends_at > :now and f.key_encrypted is not null
                          and l.state <> 'ARCHIVED' and %1$s
                        limit :alike
                        """.formatted(reach.sql()))
                .bind("now", clock.instant())
                .bind("alike", MAX_ALIKE)
                .bindMap(reach.binds())
                .bind("least", least)
                .bind("most", most)
                .mapTo(Row.class)
                .list());
        return rows.stream()
                .map(row -> new Keyed(row.id(), mint.open(actor.tenant(), row.keyEncrypted())))
                .toList();
    }
}
