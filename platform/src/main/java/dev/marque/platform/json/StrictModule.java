package dev.marque.platform.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Reads instants from text only, since a bare number could be seconds or milliseconds, and UUIDs in their standard form. Refuses texts, and names of
 * entries in maps, that could not be stored.
 */
final class StrictModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    StrictModule() {
        super("marque-strict");
        addDeserializer(String.class, new SafeText());
        addKeyDeserializer(String.class, new SafeKey());
        addDeserializer(Instant.class, new InstantFromText());
        addDeserializer(UUID.class, new UuidFromText());
    }

    private static final class SafeText extends StdScalarDeserializer<String> {

        private static final long serialVersionUID = 1L;

        SafeText() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = StringDeserializer.instance.deserialize(parser, context);
            if (text != null && !StorableText.is(text)) {
                throw JsonMappingException.from(parser, StorableText.MESSAGE);
            }
            return text;
        }
    }

    private static final class SafeKey extends KeyDeserializer {

        @Override
        public Object deserializeKey(String key, DeserializationContext context) throws IOException {
            if (!StorableText.is(key)) {
                throw JsonMappingException.from(context.getParser(), "has a name that " + StorableText.MESSAGE);
            }
            return key;
        }
    }

    /** Jackson alone takes a blank text for null, and some other forms than the standard one. */
    private static final class UuidFromText extends StdScalarDeserializer<UUID> {

        private static final long serialVersionUID = 1L;
        private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

        UuidFromText() {
            super(UUID.class);
        }

        @Override
        public UUID deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (UUID) context.handleUnexpectedToken(UUID.class, parser);
            }
            String text = parser.getText();
            return FORM.matcher(text).matches()
                    ? UUID.fromString(text)
                    : (UUID) context.handleWeirdStringValue(UUID.class, text, "not a UUID");
        }
    }

    private static final class InstantFromText extends StdScalarDeserializer<Instant> {

        private static final long serialVersionUID = 1L;

        InstantFromText() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (Instant) context.handleUnexpectedToken(Instant.class, parser);
            }
            try {
                Instant instant = OffsetDateTime.parse(parser.getText()).toInstant();
                // PostgreSQL's timestamps end in the year 294276, and nobody means one after 9999.
                if (instant.isBefore(EARLIEST) || !instant.isBefore(LATEST)) {
                    throw new DateTimeException("out of range");
                }
                return instant;
            } catch (DateTimeException notAnInstant) {
                return (Instant) context.handleWeirdStringValue(Instant.class, parser.getText(), "not an instant");
            }
        }
    }
}
