package dev.marque.licensing.access;

import com.maxmind.db.Reader;
import com.maxmind.db.Reader.FileMode;
import dev.marque.keys.validation.Place;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Countries by a local file in MaxMind's DB format (maxmind.github.io/MaxMind-DB), as several publishers offer it. A file
 * that is replaced is read again within a minute; as long as a new one cannot be read, the old one goes on. Thread-safe.
 */
public final class CountryFile implements Countries {

    private static final System.Logger LOG = System.getLogger(CountryFile.class.getName());
    private static final Duration LOOKED_AT_EVERY = Duration.ofMinutes(1);

    private final Path path;
    private final InstantSource clock;
    private volatile Instant nextLook = Instant.MIN;
    private @Nullable FileTime lastChange;
    private volatile @Nullable Reader reader;

    public CountryFile(Path path, InstantSource clock) {
        this.path = path;
        this.clock = clock;
    }

    @Override
    public @Nullable String of(InetAddress address) {
        Reader current = current();
        return current == null ? null : country(current, address);
    }

    @Override
    public @Nullable Coordinates locate(InetAddress address) {
        Reader current = current();
        if (current == null || isUnknown(current, address)) {
            return null;
        }
        try {
            return coordinates(current.get(address, Map.class));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.ERROR, "The file of countries is damaged", e);
            return null;
        }
    }

    private @Nullable Reader current() {
        if (!clock.instant().isBefore(nextLook)) {
            look();
        }
        return reader;
    }

    private static boolean isUnknown(Reader file, InetAddress address) {
        return address instanceof Inet6Address && file.getMetadata().getIpVersion() == 4;
    }

    @Override
    public boolean areAtHand() {
        return clock.instant().isBefore(nextLook);
    }

    private synchronized void look() {
        if (clock.instant().isBefore(nextLook)) {
            return;
        }
        nextLook = clock.instant().plus(LOOKED_AT_EVERY);
        try {
            FileTime change = Files.getLastModifiedTime(path);
            if (!change.equals(lastChange)) {
                // In memory: a file that is overwritten in place would break a mapped one.
                reader = new Reader(path.toFile(), FileMode.MEMORY);
                lastChange = change;
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.ERROR, "The file of countries cannot be read: " + path, e);
        }
    }

    private static @Nullable String country(Reader file, InetAddress address) {
        if (isUnknown(file, address)) {
            return Place.NO_COUNTRY;
        }
        try {
            return code(file.get(address, Map.class));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.ERROR, "The file of countries is damaged", e);
            return null;
        }
    }

    /** Publishers differ in where they put it. */
    private static String code(@Nullable Map<?, ?> entry) {
        if (entry == null) {
            return Place.NO_COUNTRY;
        }
        Object country = entry.get("country") instanceof Map<?, ?> nested
                ? nested.get("iso_code")
                : entry.containsKey("country_code") ? entry.get("country_code") : entry.get("country");
        return country instanceof String code && code.length() == 2 ? code.toUpperCase(Locale.ROOT) : Place.NO_COUNTRY;
    }

    /** Files of cities have them; in a map of their own, or beside the rest. */
    private static @Nullable Coordinates coordinates(@Nullable Map<?, ?> entry) {
        if (entry == null) {
            return null;
        }
        Map<?, ?> place = entry.get("location") instanceof Map<?, ?> nested ? nested : entry;
        return place.get("latitude") instanceof Number north && place.get("longitude") instanceof Number east
                ? new Coordinates(north.doubleValue(), east.doubleValue())
                : null;
    }
}
