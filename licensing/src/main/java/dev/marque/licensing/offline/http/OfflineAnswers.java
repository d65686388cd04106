package dev.marque.licensing.offline.http;

import dev.marque.keys.offline.QrParts;
import dev.marque.keys.validation.Code;
import dev.marque.licensing.activation.Activation;
import dev.marque.licensing.activation.Seating;
import dev.marque.licensing.file.CheckedOut;
import dev.marque.licensing.offline.OfflineSeat;
import dev.marque.licensing.offline.PhoneActivations.PhoneSeat;
import dev.marque.licensing.offline.QrImage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What people take back. */
public final class OfflineAnswers {

    private OfflineAnswers() {}

    /** A text as QR codes. */
    @Schema(name = "QrCode")
    public record QrCode(
            @Schema(description = "What the code holds.", examples = "MARQUE:1/3:9F86D081:UJCLQE7W581…")
            String text,

            @Schema(description = "An SVG image of it.", examples = "<svg xmlns=\"http://www.w3.org/2000/svg\"…")
            String svg) {

        static List<QrCode> of(String text) {
            return QrParts.of(text).stream()
                    .map(part -> new QrCode(part, QrImage.svg(part)))
                    .toList();
        }
    }

    @Schema(name = "OfflineSeat")
    public record Seat(
            @Schema(examples = "true") boolean activated,
            @Schema(examples = "VALID") Code code,
            @Schema(examples = "The license is valid.") String detail,
            UUID licenseId,
            @Schema(examples = "ENT-202611-271828") String licenseNumber,
            @Nullable UUID activationId,

            @Schema(
                    description = "The machine file that answers the request. Absent when refused.",
                    examples = "-----BEGIN MACHINE FILE-----…")
            @Nullable String response,

            @Nullable Instant issuedAt,
            @Nullable Instant expiresAt,

            @Schema(description = "The same as QR codes, if they were asked for.")
            List<QrCode> qr) {

        static Seat of(OfflineSeat seat, boolean wantsQr) {
            Seating seating = seat.seating();
            Activation activation = seating.activation();
            CheckedOut file = seat.file();
            return new Seat(
                    file != null,
                    seating.outcome().code(),
                    seating.outcome().detail(),
                    seating.license().id(),
                    seating.license().number(),
                    activation == null ? null : activation.id(),
                    file == null ? null : file.certificate(),
                    file == null ? null : file.issuedAt(),
                    file == null ? null : file.expiresAt(),
                    file == null || !wantsQr || file.certificate().length() > QrParts.MAX_CHARS
                            ? List.of()
                            : QrCode.of(file.certificate()));
        }

        @Override
        public String toString() {
            return "Seat[" + code + "]";
        }
    }

    @Schema(name = "PhoneSeat")
    public record Phone(
            @Schema(examples = "true") boolean activated,
            @Schema(examples = "VALID") Code code,
            @Schema(examples = "The license is valid.") String detail,
            UUID licenseId,
            @Schema(examples = "ENT-202611-271828") String licenseNumber,
            @Nullable UUID activationId,

            @Schema(description = "To be read out. Absent when refused.", examples = "2G7AB-9KQ4T-0M8CV-XD1HZ")
            @Nullable String response,

            @Schema(description = "The first day, in UTC, on which the response does not count any more.") @Nullable LocalDate until) {

        static Phone of(PhoneSeat seat) {
            Seating seating = seat.seating();
            Activation activation = seating.activation();
            return new Phone(
                    activation != null,
                    seating.outcome().code(),
                    seating.outcome().detail(),
                    seating.license().id(),
                    seating.license().number(),
                    activation == null ? null : activation.id(),
                    seat.response(),
                    seat.until());
        }

        @Override
        public String toString() {
            return "Phone[" + code + "]";
        }
    }
}
