package dev.marque.app.boot;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.platform.config.ConfigurationProblem;
import dev.marque.platform.config.Role;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackupBeansTest {

    @Test
    void aLogThatNobodyCouldKeepIsRefusedAtTheStart() {
        assertThatThrownBy(() -> BackupBeans.requireLogCanBeKept(false, Set.of(Role.BACKUP), true))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("DATABASE_URL");
        assertThatThrownBy(() -> BackupBeans.requireLogCanBeKept(true, Set.of(Role.API, Role.LICENSING), true))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("MARQUE_ROLES");
        assertThatThrownBy(() -> BackupBeans.requireLogCanBeKept(true, Set.of(Role.BACKUP), false))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("MARQUE_BACKUP_STORE");
        assertThatCode(() -> BackupBeans.requireLogCanBeKept(true, Set.of(Role.BACKUP, Role.API), true))
                .doesNotThrowAnyException();
    }
}
