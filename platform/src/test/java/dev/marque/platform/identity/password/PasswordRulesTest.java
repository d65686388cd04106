package dev.marque.platform.identity.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.identity.testing.People;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    private final PasswordRules rules = new PasswordRules(BreachedPasswords.NONE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "a sentence is a good password",
                "long enough, this one",
                "Xk7#pQ2!vR9z",
                "wörter die nicht zusammengehören",
                "猫は朝刊を読みません、たぶん"
            })
    void whatIsHardToGuessIsTaken(String password) {
        assertThatNoException().isThrownBy(() -> rules.check("/password", password, "kim@example.com", "Kim"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password1234",
                "P@ssw0rd1234",
                "qwertyuiop[]",
                "123456789012",
                "aaaaaaaaaaaaaaaa",
                "abcdefghijklmn",
                "iloveyouiloveyou",
                "November2026"
            })
    void whatIsEasyToGuessIsRefusedHoweverLong(String password) {
        assertThat(objection(password)).startsWith("is too easy to guess");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Xk7#pQ2!vR9", "x"})
    void whatIsShortIsRefused(String password) {
        assertThat(objection(password)).isEqualTo("must have 12 to 200 characters");
    }

    @Test
    void whatOthersKnowAboutThePersonCountsForNothing() {
        People.assertRefused(
                "/newPassword",
                () -> rules.check("/newPassword", "hildegard.knef1", "hildegard.knef@example.com", "Hildegard Knef"));
    }

    @Test
    void whatLeakedElsewhereIsRefused() {
        PasswordRules withList = new PasswordRules("seven ducks read the morning paper"::equals);

        assertThatThrownBy(() -> withList.check("/password", "seven ducks read the morning paper"))
                .hasMessageContaining("leaked");
        assertThatNoException().isThrownBy(() -> withList.check("/password", "a lamp under eleven wet umbrellas"));
    }

    @Test
    void theObjectionNeverRepeatsThePassword() {
        for (String password : new String[] {"monkeymonkey1", "dragon123456", "trustno1trustno1"}) {
            assertThat(objection(password)).doesNotContain(password).doesNotContain(password.substring(0, 6));
        }
    }

    @Test
    void aLongPasswordIsJudgedQuickly() {
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> {
            for (int i = 0; i < 20; i++) {
                objectionOrNothing("aA1!".repeat(50));
                objectionOrNothing("password".repeat(25));
            }
        });
    }

    private String objection(String password) {
        ProblemException problem =
                catchThrowableOfType(ProblemException.class, () -> rules.check("/password", password));
        assertThat(problem).as(password).isNotNull();
        assertThat(String.valueOf(problem.errors().getFirst().pointer())).isEqualTo("/password");
        return problem.detail();
    }

    private void objectionOrNothing(String password) {
        try {
            rules.check("/password", password);
        } catch (ProblemException judged) {
            assertThat(judged.errors()).hasSize(1);
        }
    }
}
