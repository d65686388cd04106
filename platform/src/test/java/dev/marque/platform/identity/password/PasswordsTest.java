package dev.marque.platform.identity.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.platform.identity.password.Passwords.Cost;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private final Passwords passwords = new Passwords(new SecureRandom(), Cost.STANDARD);
    private final Passwords cheap = new Passwords(new SecureRandom(), new Cost(64, 1));

    /** OWASP, Password Storage Cheat Sheet: m=19456 (19 MiB), t=2, p=1. */
    @Test
    void aHashCostsWhatOwaspRecommends() {
        assertThat(passwords.hash("correct horse")).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    /** From the tests of the reference implementation, phc-winner-argon2. */
    @Test
    void hashesOfOtherProgramsAreRead() {
        String hash = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

        assertThat(passwords.fits("password", hash)).isTrue();
        assertThat(passwords.fits("passwore", hash)).isFalse();
    }

    @Test
    void aHashIsCheckedAtTheCostThatItWasMadeAt() {
        assertThat(passwords.fits("correct horse", cheap.hash("correct horse"))).isTrue();
        assertThat(cheap.fits("correct horse", passwords.hash("correct horse"))).isTrue();
        assertThat(cheap.fits("Correct horse", cheap.hash("correct horse"))).isFalse();
    }

    @Test
    void twoHashesOfOnePasswordDiffer() {
        assertThat(cheap.hash("correct horse")).isNotEqualTo(cheap.hash("correct horse"));
    }

    @Test
    void aCostThatArgon2DoesNotKnowIsRefused() {
        assertThatThrownBy(() -> new Cost(7, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Cost(64, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
