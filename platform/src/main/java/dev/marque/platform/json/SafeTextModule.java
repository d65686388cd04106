package dev.marque.platform.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/**
 * Refuses texts that PostgreSQL cannot store: U+0000 and halves of surrogate pairs. Refused here, they are a problem
 * that names its field; refused there, they would be a failure of ours.
 */
final class SafeTextModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    SafeTextModule() {
        super("safe-text");
        addDeserializer(String.class, new SafeText());
    }

    private static final class SafeText extends StdScalarDeserializer<String> {

        private static final long serialVersionUID = 1L;

        SafeText() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = StringDeserializer.instance.deserialize(parser, context);
            if (text != null && !isStorable(text)) {
                throw JsonMappingException.from(parser, "must not contain U+0000 or half of a surrogate pair");
            }
            return text;
        }

        private static boolean isStorable(String text) {
            return text.codePoints()
                    .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
        }
    }
}
