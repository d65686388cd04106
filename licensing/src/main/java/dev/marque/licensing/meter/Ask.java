package dev.marque.licensing.meter;

import dev.marque.platform.secrets.Tokens;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What an installation asks of a meter.
 *
 * @param amount 0 to {@link dev.marque.licensing.policy.MeterRule#MAX}
 * @param member who or which machine, for the kinds that tell them apart; null for the others
 * @param requestId the program's own name for this request; null if it has none
 */
public record Ask(
        String meter,
        long amount,
        @Nullable String member,
        @Nullable String requestId) {

    /** What this asks for, in a form that can be kept and compared. */
    String content(String call) {
        String of = member == null ? "" : " " + HexFormat.of().formatHex(Tokens.sha256(member));
        return call + " " + meter + " " + amount + of;
    }
}
