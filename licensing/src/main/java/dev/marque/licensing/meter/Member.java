package dev.marque.licensing.meter;

import dev.marque.platform.secrets.Tokens;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody, or a machine, that a meter tells apart in a period.
 *
 * @param hash in hexadecimal digits: nobody has to know their names
 */
record Member(UUID counterId, String hash) {

    /** Whom it asks for; null if the meter tells nobody apart. */
    static @Nullable Member of(HeldMeter held, Ask ask) {
        String name = Counting.member(held.rule().kind(), ask);
        return name == null
                ? null
                : new Member(held.counter().id(), HexFormat.of().formatHex(Tokens.sha256(name)));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hash);
    }
}
