package dev.marque.licensing.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.licensing.rows.JsonColumns;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FloatingRulesTest {

    @Test
    void whatIsLeftOutHasItsDefault() {
        FloatingRules rules = JsonColumns.read("{\"seats\": 3}", FloatingRules.class);
        assertThat(rules.leasing()).isEqualTo(Leasing.PER_MACHINE);
        assertThat(rules.timeToLive()).isEqualTo(Duration.ofMinutes(5));
        assertThat(rules.longestBorrowing()).isNull();
        assertThat(rules.most()).isEqualTo(3);
        String stored = JsonColumns.write(Map.of("floating", rules));
        assertThat(stored).contains("\"timeToLive\":\"PT5M\"");
        assertThat(JsonColumns.read(stored, Rules.class).floating())
                .usingRecursiveComparison()
                .isEqualTo(JsonColumns.read(
                        "{\"seats\": 3, \"leasing\": \"PER_MACHINE\", \"timeToLive\": \"PT5M\","
                                + " \"linger\": \"PT0S\", \"overdraft\": 0, \"queue\": \"PT1M\", \"groups\": []}",
                        FloatingRules.class));
    }

    @Test
    void groupsThatCannotBeServedTogetherAreRefused() {
        assertThat(fit(5, group("a", 2, 3), group("b", 3, null))).isTrue();
        assertThat(fit(5, group("a", 3, null), group("b", 3, null))).isFalse();
        assertThat(fit(5, group("a", 3, 2))).isFalse();
        assertThat(fit(5, group("a", 1, null), group("a", 1, null))).isFalse();
    }

    private static boolean fit(int seats, FloatingGroup... groups) {
        FloatingRules rules = new FloatingRules(seats, null, null, null, null, null, null, null, List.of(groups));
        return GroupsFit.Check.fit(rules);
    }

    private static FloatingGroup group(String name, int reserved, @Nullable Integer max) {
        return new FloatingGroup(name, reserved, max);
    }
}
