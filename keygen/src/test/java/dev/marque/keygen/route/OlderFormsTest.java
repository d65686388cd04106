package dev.marque.keygen.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OlderFormsTest {

    private static final Reply LICENSE =
            Reply.of(Map.of("type", "licenses", "relationships", Map.of("owner", Map.of("data", "x"))));

    private static String in(String version, Reply reply) {
        return OlderForms.in(version, reply).content();
    }

    @Test
    void theOwnerWasCalledUserUpTo15() {
        assertThat(in("1.5", LICENSE)).contains("\"user\":{\"data\":\"x\"}").doesNotContain("owner");
        assertThat(in("1.0", LICENSE)).contains("\"user\"");
        for (String newer : List.of("1.6", "1.8", "1")) {
            assertThat(in(newer, LICENSE)).isEqualTo(LICENSE.content());
        }
        assertThat(OlderForms.in(null, LICENSE)).isSameAs(LICENSE);
    }

    @Test
    void listsAndWhatIsIncludedHaveTheOldNamesToo() {
        Map<String, Object> policy = Map.of(
                "type",
                "policies",
                "attributes",
                Map.of("processLeasingStrategy", "PER_MACHINE", "machineMatchingStrategy", "MATCH_ALL"));

        assertThat(in("1.6", Reply.list(List.of(policy), Map.of())))
                .contains("\"leasingStrategy\":\"PER_MACHINE\"")
                .contains("\"machineMatchingStrategy\":\"MATCH_ALL\"");
        assertThat(in("1.3", Reply.including(Map.of("type", "users"), List.of(policy))))
                .contains("\"fingerprintMatchingStrategy\":\"MATCH_ALL\"");
    }

    @Test
    void filesAndEmptyAnswersStayAsTheyAre() {
        Reply file = Reply.file("-----BEGIN LICENSE FILE-----", "license.lic");

        assertThat(OlderForms.in("1.0", file)).isSameAs(file);
        assertThat(OlderForms.in("1.0", Reply.none())).isEqualTo(Reply.none());
    }
}
