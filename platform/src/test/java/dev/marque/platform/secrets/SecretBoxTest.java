package dev.marque.platform.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.platform.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretBoxTest {

    private static final TenantId TENANT = TenantId.of("0193a000-0000-7000-8000-000000000001");
    private static final byte[] PLAIN = "attack at dawn".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OLD = new byte[32];
    private static final byte[] NEW = HexFormat.of().parseHex("01".repeat(32));

    private final SecureRandom random = new SecureRandom();
    private final SecretBox old = new SecretBox(OLD, random);
    private final SecretBox both = new SecretBox(NEW, List.of(OLD), random);

    @Test
    void whatWasSealedUnderThePreviousKeyOpensAndIsNotSealedUnderItAgain() {
        byte[] sealed = old.seal(TENANT, "test", PLAIN);
        assertThat(both.open(TENANT, "test", sealed)).isEqualTo(PLAIN);
        assertThat(both.seal(TENANT, "test", PLAIN)).startsWith(both.currentHeader());
        assertThat(both.currentHeader()).isNotEqualTo(old.currentHeader());
        assertThatThrownBy(() -> old.open(TENANT, "test", both.seal(TENANT, "test", PLAIN)))
                .hasMessageContaining("MARQUE_MASTER_KEY_PREVIOUS");
    }

    @Test
    void theFormWithoutAKeyIdStillOpens() {
        // Form 1 is form 2 without the key id.
        byte[] sealed = old.seal(TENANT, "test", PLAIN);
        byte[] first = new byte[sealed.length - BoxKey.ID_BYTES];
        first[0] = 1;
        System.arraycopy(sealed, SecretBox.HEADER_BYTES, first, 1, first.length - 1);
        assertThat(old.open(TENANT, "test", first)).isEqualTo(PLAIN);
        assertThat(both.open(TENANT, "test", first)).isEqualTo(PLAIN);
        assertThatThrownBy(() -> new SecretBox(NEW, random).open(TENANT, "test", first))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatWasAlteredMovedOrCutOffDoesNotOpen() {
        byte[] sealed = both.seal(TENANT, "test", PLAIN);
        assertThatThrownBy(() -> both.open(TENANT, "other", sealed)).isInstanceOf(IllegalStateException.class);
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> both.open(TENANT, "test", cut)).isInstanceOf(IllegalStateException.class);
        }
        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 1;
            assertThatThrownBy(() -> both.open(TENANT, "test", altered))
                    .as("byte " + i)
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
