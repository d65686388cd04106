package dev.marque.keys.validation;

import java.util.Locale;

/** How finished a release is. Who is given one channel is given all that are more finished, too. */
public enum Channel {
    STABLE,
    RC,
    BETA,
    ALPHA,
    DEV;

    /** What a version says of itself: {@code 2.0.0-beta.3} is a beta. A pre-release of an unknown kind is for developers. */
    public static Channel of(Version version) {
        if (version.preRelease().isEmpty()) {
            return STABLE;
        }
        String first = version.preRelease().get(0).toLowerCase(Locale.ROOT);
        for (Channel channel : values()) {
            if (channel != STABLE && first.startsWith(channel.name().toLowerCase(Locale.ROOT))) {
                return channel;
            }
        }
        return DEV;
    }

    /** Whether who has this channel may use what came out in the other. */
    public boolean covers(Channel other) {
        return other.compareTo(this) <= 0;
    }
}
