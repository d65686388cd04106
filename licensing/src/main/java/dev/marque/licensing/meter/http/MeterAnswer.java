package dev.marque.licensing.meter.http;

import dev.marque.licensing.installation.Answers.LicenseFactsView;
import dev.marque.licensing.meter.MeterCode;
import dev.marque.licensing.meter.Metered;
import dev.marque.licensing.meter.Reservation;
import dev.marque.licensing.validation.MeterUse;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an installation is told about a meter. */
@Schema(description = "What came of a call to a meter. A refusal changed nothing.")
public record MeterAnswer(
        @Schema(examples = "true") boolean granted,
        @Schema(examples = "GRANTED") MeterCode code,
        @Schema(examples = "Granted.") String detail,
        @Nullable String nonce,

        @Schema(description = "How the meter stands now. Absent if there is none.") @Nullable MeterUse meter,

        @Schema(description = "Of reserve, commit and cancel.") @Nullable UUID reservationId,

        @Schema(description = "Until when it is kept.") @Nullable Instant reservedUntil,

        LicenseFactsView license) {

    static MeterAnswer of(Metered metered, @Nullable String nonce) {
        Reservation reservation = metered.reservation();
        return new MeterAnswer(
                metered.granted(),
                metered.code(),
                metered.detail(),
                nonce,
                metered.use(),
                reservation == null ? null : reservation.id(),
                reservation == null ? null : reservation.expiresAt(),
                LicenseFactsView.of(metered.license(), metered.at()));
    }
}
