package dev.marque.licensing.license;

import dev.marque.keys.validation.LicenseState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which licenses to list; what is null does not matter.
 *
 * @param search words of name, number and texts, or their beginnings; all of them have to be there
 */
public record LicenseFilter(
        @Nullable UUID productId,
        @Nullable UUID policyId,
        @Nullable LicenseState state,
        @Nullable String number,
        @Nullable String search) {

    public static final LicenseFilter ALL = new LicenseFilter(null, null, null, null, null);

    /** What a license {@code l} has to be, as SQL that only speaks of what matters: so that PostgreSQL plans for just that. */
    record Condition(String sql, Map<String, Object> binds) {}

    /** The words of the search are {@link LicenseSearch}'s. */
    Condition condition() {
        List<String> terms = new ArrayList<>();
        Map<String, Object> binds = new LinkedHashMap<>();
        add(terms, binds, "product", "l.product_id = :product", productId);
        add(terms, binds, "policy", "l.policy_id = :policy", policyId);
        add(terms, binds, "state", "l.state = :state", state == null ? null : state.name());
        add(terms, binds, "number", "l.number = :number", number);
        return new Condition(String.join("", terms), binds);
    }

    private static void add(
            List<String> terms, Map<String, Object> binds, String name, String term, @Nullable Object value) {
        if (value != null) {
            terms.add(" and " + term);
            binds.put(name, value);
        }
    }
}
