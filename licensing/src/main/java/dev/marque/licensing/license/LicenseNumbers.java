package dev.marque.licensing.license;

import dev.marque.keys.license.LicenseNumber;
import dev.marque.platform.tenant.TenantId;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/** Gives each license a number that no other license of the tenant has. */
final class LicenseNumbers {

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyyMM", Locale.ROOT);

    private LicenseNumbers() {}

    /**
     * The next number. Whoever comes meanwhile for the same product code and month waits until this transaction ends; if it
     * rolls back, the number goes to the next.
     */
    static LicenseNumber next(Handle transaction, TenantId tenant, String productCode, Instant now, ZoneId zone) {
        YearMonth month = YearMonth.from(now.atZone(zone));
        int sequence = transaction
                .createQuery("""
                        insert into license_number_counters (tenant_id, product_id, month, last)
                        values (:tenant, first_product(:product), :month, 0)
                        on conflict (tenant_id, product_id, month)
                            do update set last = license_number_counters.last + 1
                        returning last
                        """)
                .bind("tenant", tenant)
                .bind("product", productCode)
                .bind("month", month.format(MONTH))
                .mapTo(Integer.class)
                .one();
        return new LicenseNumber(productCode, month, sequence);
    }
}
