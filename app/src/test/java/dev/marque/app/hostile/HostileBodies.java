package dev.marque.app.hostile;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marque.app.openapi.LiveExamples.LiveCall;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes bad bodies out of a good one, so that nothing but the one thing is wrong with each. */
final class HostileBodies {

    private static final String JSON = "application/json";
    private static final String HUGE_EXPONENT = "1e999999";
    private static final String FOUR_HUNDRED_DIGITS = "9".repeat(400);
    private static final String DEEP = "[".repeat(1_000) + "]".repeat(1_000);
    private static final String NUL = "\"a\\u0000b\"";
    private static final String HALF_A_SURROGATE_PAIR = "\"a\\ud800b\"";
    private static final String LONG_TEXT = "\"" + "x".repeat(100_001) + "\"";

    /** Operations that take values of any type there: a feature is worth what its vendor says. */
    private static final Map<String, JsonPointer> ANY_TYPE = Map.of("grantFeatures", JsonPointer.compile("/features"));

    private final String good;
    private final @Nullable JsonPointer anyType;
    private final List<Place> places;

    private HostileBodies(ObjectNode good, @Nullable JsonPointer anyType) {
        this.anyType = anyType;
        this.good = good.toString();
        this.places = Place.allOf(good);
    }

    static Stream<HostileBody> of(LiveCall call) {
        HostileBodies bodies = new HostileBodies(call.json(), ANY_TYPE.get(call.operationId()));
        return Stream.of(
                        call.bodyOptional() ? List.<HostileBody>of() : bodies.noObject(),
                        bodies.notAnObject(),
                        bodies.cutOff(),
                        bodies.wrongTypes(),
                        bodies.repeated(),
                        bodies.badNames(),
                        bodies.badBytes(),
                        bodies.otherMediaTypes())
                .flatMap(List::stream);
    }

    private List<HostileBody> noObject() {
        return List.of(json("nothing", ""), json("a blank", " "), json("null", "null"));
    }

    private List<HostileBody> notAnObject() {
        return Stream.of("[]", "7", "\"text\"", "true", DEEP, FOUR_HUNDRED_DIGITS, good + good, good + "}")
                .map(text -> json("in place of the object: " + beginning(text), text))
                .toList();
    }

    private List<HostileBody> cutOff() {
        return Stream.of(1, good.length() / 3, good.length() / 2, good.length() - 1)
                .map(length -> json("cut off after " + length, good.substring(0, length)))
                .toList();
    }

    private List<HostileBody> wrongTypes() {
        return places.stream()
                .flatMap(place ->
                        wrongFor(place).map(wrong -> json(place + " is " + beginning(wrong), place.with(wrong))))
                .toList();
    }

    private Stream<String> wrongFor(Place place) {
        return place.pointer().head().equals(anyType)
                ? Stream.of(HUGE_EXPONENT, FOUR_HUNDRED_DIGITS, DEEP, "NaN", "'x'", "1.5", "-1", "null", NUL, LONG_TEXT)
                : wrongFor(place.value());
    }

    private static Stream<String> wrongFor(JsonNode value) {
        Stream<String> forAll = Stream.of(HUGE_EXPONENT, FOUR_HUNDRED_DIGITS, DEEP, "NaN", "'x'");
        Stream<String> forType =
                switch (value.getNodeType()) {
                    case STRING -> Stream.of("5", "true", "[]", "{}", NUL, HALF_A_SURROGATE_PAIR, LONG_TEXT);
                    case NUMBER -> Stream.of("\"5\"", "true", "[]", "{}", "1.5", "-1");
                    case BOOLEAN -> Stream.of("\"true\"", "1", "[]", "{}");
                    case ARRAY -> Stream.of("\"x\"", "5", "{}", "[[]]", "[null]");
                    case OBJECT -> Stream.of("\"x\"", "5", "[]", "true");
                    default -> throw new IllegalArgumentException("no example has " + value);
                };
        return Stream.concat(forAll, forType);
    }

    private List<HostileBody> repeated() {
        return places.stream()
                .filter(Place::isField)
                .map(place -> json(place + " comes twice", place.twice()))
                .toList();
    }

    /** Records refuse the name as unknown, maps for what is in it. */
    private List<HostileBody> badNames() {
        List<HostileBody> bodies = new ArrayList<>();
        bodies.add(json("an unknown field", with("\"unknown\": {}")));
        bodies.add(json("U+0000 in a name", with(NUL + ": 1")));
        bodies.add(json("half a surrogate pair in a name", with(HALF_A_SURROGATE_PAIR + ": 1")));
        for (Place place : places) {
            if (place.value().isObject() && !place.value().isEmpty()) {
                String sibling = place.value().elements().next().toString();
                for (String name : List.of(NUL, HALF_A_SURROGATE_PAIR)) {
                    bodies.add(json(place + " has the name " + name, place.with("{" + name + ": " + sibling + "}")));
                }
            }
        }
        return bodies;
    }

    private String with(String field) {
        return "{" + field + ", " + good.substring(1);
    }

    private List<HostileBody> badBytes() {
        List<HostileBody> bodies = new ArrayList<>();
        bodies.add(
                new HostileBody("a byte order mark", join(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}), JSON));
        bodies.add(new HostileBody("UTF-16", good.getBytes(UTF_16), JSON));
        bodies.add(new HostileBody("U+0000 first", join(new byte[] {0}), JSON));
        byte[][] notUtf8 = {
            {(byte) 0xFF},
            {(byte) 0xC0, (byte) 0x80},
            {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
            {(byte) 0xF5, 'a', 'a', 'a'}
        };
        for (Place place : places) {
            if (place.value().isTextual()) {
                for (byte[] bad : notUtf8) {
                    bodies.add(new HostileBody(place + " is not UTF-8", place.withBytes(bad), JSON));
                }
            }
        }
        return bodies;
    }

    private byte[] join(byte[] before) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(before);
        out.writeBytes(good.getBytes(UTF_8));
        return out.toByteArray();
    }

    private List<HostileBody> otherMediaTypes() {
        return Stream.of(
                        "text/plain",
                        "application/xml",
                        "multipart/form-data; boundary=x",
                        "application/x-www-form-urlencoded",
                        "application/octet-stream",
                        "application",
                        "/;=")
                .map(mediaType -> new HostileBody("sent as " + mediaType, good.getBytes(UTF_8), mediaType))
                .toList();
    }

    private static HostileBody json(String name, String text) {
        return new HostileBody(name, text.getBytes(UTF_8), JSON);
    }

    private static String beginning(String text) {
        return text.length() <= 20 ? text : text.substring(0, 20) + "…";
    }
}
