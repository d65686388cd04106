package dev.marque.licensing.hot;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.marque.keys.license.LicenseKeys;
import dev.marque.platform.identity.CredentialDirectory;
import dev.marque.platform.identity.CredentialDirectory.Entry;
import dev.marque.platform.identity.CredentialDirectory.Kind;
import dev.marque.platform.secrets.Tokens;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where license keys lead. Whether a key still opens its license is written in the license
 * ({@link HotLicense#isOpenedBy}), so nothing here grows old. Holds hashes, never keys. Thread-safe.
 */
public final class HotKeys {

    private static final int BYTES_A_KEY = 300;

    /** The hash of a key as it was presented. */
    public record Presented(long a, long b, long c, long d) {

        public static Presented of(String key) {
            ByteBuffer hash = ByteBuffer.wrap(Tokens.sha256(key));
            return new Presented(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
        }
    }

    /**
     * Where a key leads.
     *
     * @param lookupHash of the key's normal form
     */
    public record Target(Entry entry, byte[] lookupHash) {

        public UUID license() {
            return entry.subjectId();
        }
    }

    private final CredentialDirectory directory;
    private final Cache<Presented, Target> targets;

    /** @param maxBytes about so much memory is used */
    public HotKeys(CredentialDirectory directory, long maxBytes) {
        this.directory = directory;
        this.targets = Caffeine.newBuilder().maximumSize(maxBytes / BYTES_A_KEY).build();
    }

    public @Nullable Target find(Presented key) {
        return targets.getIfPresent(key);
    }

    /** Looks the key up in the database; empty if it leads nowhere, and then it is not remembered either. */
    public Optional<Target> load(String key) {
        byte[] lookupHash = LicenseKeys.lookupHash(key);
        Optional<Target> found = directory.find(Kind.LICENSE_KEY, lookupHash).stream()
                .findFirst()
                .map(entry -> new Target(entry, lookupHash));
        found.ifPresent(target -> targets.put(Presented.of(key), target));
        return found;
    }

    /** The key leads nowhere any more. */
    public void forget(Presented key) {
        targets.invalidate(key);
    }
}
