package dev.marque.licensing.installation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.keys.validation.Outcome;
import dev.marque.licensing.validation.SeatUse;
import dev.marque.licensing.validation.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@link Answers.Validated} without reflection, byte for byte as the server's mapper does. What is rare is left to
 * the mapper. Thread-safe.
 */
final class ValidatedWriter {

    private static final JsonFactory JSON = new JsonFactory();
    private static final SerializedString VALID = new SerializedString("valid");
    private static final SerializedString CODE = new SerializedString("code");
    private static final SerializedString DETAIL = new SerializedString("detail");
    private static final SerializedString NONCE = new SerializedString("nonce");
    private static final SerializedString VALIDATED_AT = new SerializedString("validatedAt");
    private static final SerializedString ACTIVATION_ID = new SerializedString("activationId");
    private static final SerializedString PURPOSE = new SerializedString("purpose");
    private static final SerializedString LIMITS = new SerializedString("limits");
    private static final SerializedString SEATS = new SerializedString("seats");
    private static final SerializedString USED = new SerializedString("used");
    private static final SerializedString MOST = new SerializedString("most");
    private static final SerializedString REMAINING = new SerializedString("remaining");
    private static final SerializedString UPDATE = new SerializedString("update");
    private static final SerializedString NEXT_CHECK_AT = new SerializedString("nextCheckAt");
    private static final SerializedString LICENSE = new SerializedString("license");

    private final ObjectMapper mapper;

    ValidatedWriter(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * The answer.
     *
     * @param license how the license looks, written already
     */
    byte[] write(Verdict verdict, @Nullable String nonce, SerializedString license) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(1024);
                JsonGenerator out = JSON.createGenerator(bytes)) {
            write(out, verdict, nonce, license);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(JsonGenerator out, Verdict verdict, @Nullable String nonce, SerializedString license)
            throws IOException {
        Outcome outcome = verdict.outcome();
        out.writeStartObject();
        out.writeFieldName(VALID);
        out.writeBoolean(outcome.valid());
        text(out, CODE, outcome.code().name());
        text(out, DETAIL, outcome.detail());
        if (nonce != null) {
            text(out, NONCE, nonce);
        }
        text(out, VALIDATED_AT, verdict.at().toString());
        if (outcome instanceof Outcome.Accepted accepted && accepted.activationId() != null) {
            text(out, ACTIVATION_ID, accepted.activationId().toString());
        }
        if (verdict.purpose() != null) {
            text(out, PURPOSE, verdict.purpose().name());
        }
        out.writeFieldName(LIMITS);
        if (verdict.meters().isEmpty()) {
            out.writeStartArray();
            out.writeEndArray();
        } else {
            out.writeRawValue(json(verdict.meters()));
        }
        out.writeFieldName(SEATS);
        seats(out, verdict.seats());
        if (verdict.update() != null) {
            out.writeFieldName(UPDATE);
            out.writeRawValue(json(verdict.update()));
        }
        text(out, NEXT_CHECK_AT, verdict.nextCheckAt().toString());
        out.writeFieldName(LICENSE);
        out.writeRawValue(license);
        out.writeEndObject();
    }

    private static void seats(JsonGenerator out, SeatUse seats) throws IOException {
        out.writeStartObject();
        out.writeFieldName(USED);
        out.writeNumber(seats.used());
        number(out, MOST, seats.most());
        number(out, REMAINING, seats.remaining());
        out.writeEndObject();
    }

    private static void number(JsonGenerator out, SerializedString name, @Nullable Integer value) throws IOException {
        if (value != null) {
            out.writeFieldName(name);
            out.writeNumber(value);
        }
    }

    private static void text(JsonGenerator out, SerializedString name, String value) throws IOException {
        out.writeFieldName(name);
        out.writeString(value);
    }

    /** By reflection. */
    String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer of ours is not JSON", e);
        }
    }
}
