package dev.marque.licensing.rows;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import dev.marque.kernel.time.Term;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.function.Function;

/** Terms and durations as ISO 8601 texts, in JSON and in columns. */
public final class Lifetimes {

    private static final int MAX_TEXT = 32;

    private Lifetimes() {}

    /** {@code P7D} rather than {@code PT168H}; equal durations have equal texts. */
    public static String text(Duration duration) {
        long days = duration.toDays();
        Duration rest = duration.minusDays(days);
        if (days == 0) {
            return rest.toString();
        }
        return "P" + days + "D" + (rest.isZero() ? "" : rest.toString().substring(1));
    }

    /** Reads a duration. A day is 24 hours; months and years have no fixed length and are refused. */
    public static Duration parse(String text) {
        try {
            Duration duration = text.length() <= MAX_TEXT ? Duration.parse(text) : Duration.ofSeconds(-1);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException | ArithmeticException _) {
            // Refused below, in our own words.
        }
        throw new IllegalArgumentException("must be a duration in days, hours and minutes such as P7D or PT15M");
    }

    /** Writes durations and terms. */
    public static final class Writer extends StdScalarSerializer<Object> {
        private static final long serialVersionUID = 1L;

        public Writer() {
            super(Object.class);
        }

        @Override
        public void serialize(Object value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(value instanceof Duration duration ? text(duration) : value.toString());
        }
    }

    /** Reads durations, from texts only. */
    public static final class DurationReader extends StdScalarDeserializer<Duration> {
        private static final long serialVersionUID = 1L;

        public DurationReader() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return read(in, context, Duration.class, Lifetimes::parse);
        }
    }

    /** Reads terms, from texts only. */
    public static final class TermReader extends StdScalarDeserializer<Term> {
        private static final long serialVersionUID = 1L;

        public TermReader() {
            super(Term.class);
        }

        @Override
        public Term deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return read(in, context, Term.class, Term::parse);
        }
    }

    /** Fails with the parser's own words, which say what is expected. */
    private static <T> T read(JsonParser in, DeserializationContext context, Class<T> type, Function<String, T> parser)
            throws IOException {
        try {
            if (!in.hasToken(JsonToken.VALUE_STRING)) {
                throw new IllegalArgumentException("must be a text such as P7D");
            }
            return parser.apply(in.getText());
        } catch (IllegalArgumentException e) {
            throw ValueInstantiationException.from(in, e.getMessage(), context.constructType(type), e);
        }
    }
}
