package dev.marque.keygen.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FieldsTest {

    private static Body body(String json) {
        return Body.of(json.getBytes(StandardCharsets.UTF_8));
    }

    private static void refusedAt(String pointer, ThrowingCallable reading) {
        assertThatThrownBy(reading).asInstanceOf(type(Failure.class)).satisfies(failure -> {
            assertThat(failure.status()).isEqualTo(400);
            assertThat(failure.faults().getFirst().place()).isEqualTo(new Fault.Pointer(pointer));
        });
    }

    @Test
    void aMemberOfAnotherKindIsRefusedAtItsPlace() {
        Fields meta = body("{\"meta\": {\"nonce\": \"1\", \"list\": [1], \"at\": \"soon\"}}")
                .meta();

        refusedAt("/meta/nonce", () -> meta.number("nonce"));
        refusedAt("/meta/list/0", () -> meta.texts("list"));
        refusedAt("/meta/at", () -> meta.moment("at"));
        refusedAt("/meta/at", () -> meta.only(Set.of("nonce", "list")));
    }

    @Test
    void nullIsToldFromAbsence() {
        Fields meta = body("{\"meta\": {\"ttl\": null}}").meta();

        assertThat(meta.isNull("ttl")).isTrue();
        assertThat(meta.has("other")).isFalse();
        assertThat(meta.number("ttl")).isEmpty();
    }

    @Test
    void aDocumentSaysItsTypeAndItsRelations() {
        Body body = body("""
                {"data": {"type": "machine", "attributes": {},
                  "relationships": {"license": {"data": {"type": "licenses", "id": "x"}}}}}""");

        refusedAt("/data/type", () -> body.data("licenses"));
        Fields relationships = Body.relationships(body.data("machine", "machines"), Set.of("license"));
        refusedAt(
                "/data/relationships/license/data/id",
                () -> Body.needRelated(relationships, "license", "license", "licenses"));
        refusedAt("/data/relationships/user", () -> Body.needRelated(relationships, "user", "users"));
    }

    @Test
    void momentsAreWrittenToTheMillisecond() {
        assertThat(Moments.text(Instant.parse("2026-11-23T15:00:00.123456Z"))).isEqualTo("2026-11-23T15:00:00.123Z");
        assertThat(Moments.parse("2027-01-01")).contains(Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(Moments.parse("2027-01-01T01:00:00+01:00")).contains(Instant.parse("2027-01-01T00:00:00Z"));
    }
}
