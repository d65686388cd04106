package dev.marque.licensing.hot;

import dev.marque.licensing.hot.HotRows.TenantRow;
import dev.marque.platform.tenant.TenantStanding;
import java.util.List;
import java.util.UUID;

/** What concerns all licenses of a tenant. */
final class HotTenant extends Part {

    private final TenantStanding standing;
    private final List<HotRule> rules;

    HotTenant(long readAt, TenantRow row) {
        super(readAt);
        this.standing = row.standing();
        this.rules = List.copyOf(row.rules());
    }

    TenantStanding standing() {
        return standing;
    }

    /** The rules that look at who uses that license. */
    List<HotRule> rulesFor(UUID product, UUID license) {
        return rules.stream().filter(rule -> rule.concerns(product, license)).toList();
    }
}
