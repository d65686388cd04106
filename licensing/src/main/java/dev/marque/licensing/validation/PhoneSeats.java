package dev.marque.licensing.validation;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.offline.PhoneCodes;
import dev.marque.licensing.rows.JsonColumns;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Seats of machines of which only the short form of a code over the phone is known: they stand under {@code phone:} and
 * that form, until the machine comes online and is recognised by it.
 */
public final class PhoneSeats {

    private static final String PREFIX = "phone:";

    private PhoneSeats() {}

    /** Whether a seat stands under a short form. */
    public static boolean is(Fingerprint known) {
        return known.value().startsWith(PREFIX);
    }

    /** Whether a seat stands under the short form of the machine that asks. */
    static boolean isOf(Fingerprint known, @Nullable Fingerprint asking) {
        return known.value().equals(valueOf(asking));
    }

    /** Under what the seat of a machine stands that asked over the phone. */
    static @Nullable String valueOf(@Nullable Fingerprint asking) {
        return asking == null ? null : PREFIX + PhoneCodes.machine(asking);
    }

    /**
     * The fingerprint of a machine that asks over the phone: the one it has if it was online before.
     *
     * @param machine its short form, as {@link PhoneCodes.Request} has it
     */
    public static Fingerprint fingerprint(Handle transaction, UUID licenseId, String machine) {
        return online(transaction, licenseId, machine).orElseGet(() -> Fingerprint.of(PREFIX + machine));
    }

    private static Optional<Fingerprint> online(Handle transaction, UUID licenseId, String machine) {
        return transaction
                .createQuery("""
                        select fingerprint, cast(components as text) from license_activations
                        where license_id = :license and deactivated_at is null
                        """)
                .bind("license", licenseId)
                .map((row, context) -> new Fingerprint(row.getString(1), JsonColumns.texts(row.getString(2))))
                .stream()
                .filter(known -> PhoneCodes.machine(known).equals(machine))
                .findFirst();
    }
}
