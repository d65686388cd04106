package dev.marque.licensing.feature;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.marque.keys.feature.FeatureValue;
import java.io.IOException;

/** Values of features as JSON has them: {@code true}, {@code 25}, {@code "gold"}, {@code {"region": "eu"}}. */
public final class FeatureValues {

    private FeatureValues() {}

    /** Writes them. */
    public static final class Writer extends StdSerializer<FeatureValue> {
        private static final long serialVersionUID = 1L;

        public Writer() {
            super(FeatureValue.class);
        }

        @Override
        public void serialize(FeatureValue value, JsonGenerator out, SerializerProvider provider) throws IOException {
            provider.defaultSerializeValue(value.json(), out);
        }
    }

    /** Reads them. */
    public static final class Reader extends StdDeserializer<FeatureValue> {
        private static final long serialVersionUID = 1L;

        public Reader() {
            super(FeatureValue.class);
        }

        /** Fails with the value's own words, which say what is expected. */
        @Override
        public FeatureValue deserialize(JsonParser in, DeserializationContext context) throws IOException {
            Object json = context.readValue(in, Object.class);
            try {
                return FeatureValue.of(json);
            } catch (IllegalArgumentException e) {
                throw ValueInstantiationException.from(
                        in, e.getMessage(), context.constructType(FeatureValue.class), e);
            }
        }
    }
}
