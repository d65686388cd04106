package dev.marque.platform.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditRowTest {

    private static final AuditRow ROW = row("{\"state\": \"REVOKED\"}", null);

    /** Both computed from the description in the Javadoc by another program, in Python. */
    @Test
    void anOutsiderComesToTheSameHashes() {
        assertThat(ROW.hash().value()).isEqualTo("acc7d25089fda47afd95ceca9f7b08874a9086452fe16affd64cf11f3db0e551");

        Seal first = ChainHead.GENESIS.seal(ROW.id(), ROW.hash());

        assertThat(first.sequence()).isEqualTo(1);
        assertThat(first.chainHash().value())
                .isEqualTo("c8bb76e0f6990ab346477c96dc35fb373758fcf557b415c8b80c0a1dcdfe2e62");
    }

    @Test
    void nothingAndAnEmptyTextAreTwoThings() {
        assertThat(row(null, "").hash()).isNotEqualTo(row(null, null).hash());
        assertThat(row("", null).hash()).isNotEqualTo(row(null, "").hash());
    }

    private static AuditRow row(@Nullable String after, @Nullable String userAgent) {
        return new AuditRow(
                UUID.fromString("01a203a0-0000-7000-8000-000000000001"),
                UUID.fromString("01a203a0-0df1-7000-a2e0-574969cffc01"),
                Instant.parse("2026-11-22T14:19:10.705509Z"),
                "USER",
                UUID.fromString("01a2039e-d4aa-7000-86e9-60ee9428861e"),
                "Zoë",
                "license.revoked",
                "license",
                UUID.fromString("01a2039f-fa35-7000-a421-898cc0810da3"),
                "{\"state\": \"ACTIVE\"}",
                after,
                "r-1",
                "192.0.2.17",
                userAgent);
    }
}
