package dev.marque.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

    private static final Path PAGE = Path.of("../docs/configuration.md");

    @TempDir
    Path folder;

    @Test
    void nothingHasToBeSet() {
        MarqueConfiguration configuration = read(Map.of());
        // A server at a customer is somebody else's: nobody becomes one by accident.
        assertThat(configuration.roles()).containsExactlyInAnyOrder(Role.API, Role.LICENSING, Role.WORKER, Role.BACKUP);
        assertThat(configuration.port()).isEqualTo(8080);
        assertThat(configuration.data()).isEqualTo("./data");
        assertThat(configuration.database().url()).isEmpty();
        assertThat(configuration.database().migrate()).isTrue();
        assertThat(configuration.masterKey()).isEmpty();
        assertThat(configuration.log().format()).isEqualTo(LogFormat.JSON);
    }

    @Test
    void environmentVariablesAreAsOperatorsExpectThem() {
        MarqueConfiguration configuration = read(Map.of(
                "DATABASE_URL", "postgres://u:p@db/x",
                "MARQUE_DATABASE_APP_URL", "postgres://a:p@db/x",
                "MARQUE_DATABASE_POOL_SIZE", "3",
                "MARQUE_ROLES", "api,worker",
                "MARQUE_PORT", "9090",
                "MARQUE_ADMIN_EMAIL", "a@example.com",
                "MARQUE_MASTER_KEY", "k",
                "MARQUE_LOG_FORMAT", "json"));
        assertThat(configuration.database().url()).contains("postgres://u:p@db/x");
        assertThat(configuration.database().appUrl()).contains("postgres://a:p@db/x");
        assertThat(configuration.database().poolSize()).isEqualTo(3);
        assertThat(configuration.roles()).containsExactlyInAnyOrder(Role.API, Role.WORKER);
        assertThat(configuration.port()).isEqualTo(9090);
        assertThat(configuration.admin().email()).isEqualTo("a@example.com");
        assertThat(configuration.masterKey()).contains("k");
        assertThat(configuration.log().format()).isEqualTo(LogFormat.JSON);
    }

    @Test
    void secretsComeFromFiles() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "the key\n");
        Path url = Files.writeString(folder.resolve("url"), "postgres://u:p@db/x\n");
        Path password = Files.writeString(folder.resolve("password"), "secret \n");
        MarqueConfiguration configuration = read(Map.of(
                "MARQUE_MASTER_KEY_FILE", key.toString(),
                "DATABASE_URL_FILE", url.toString(),
                "MARQUE_ADMIN_PASSWORD_FILE", password.toString()));
        assertThat(configuration.masterKey()).contains("the key");
        assertThat(configuration.database().url()).contains("postgres://u:p@db/x");
        assertThat(configuration.admin().password()).contains("secret");
    }

    @Test
    void anUnreadableFileNamesItsVariable() {
        assertThatThrownBy(() -> read(Map.of("MARQUE_MASTER_KEY_FILE", "/nowhere/key")))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("MARQUE_MASTER_KEY_FILE")
                .hasMessageContaining("/nowhere/key");
        assertThatThrownBy(() -> read(Map.of("DATABASE_URL", "postgres://x", "DATABASE_URL_FILE", "/nowhere")))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("Both DATABASE_URL and DATABASE_URL_FILE");
    }

    @Test
    void theProviderIsFound() {
        assertThat(java.util.ServiceLoader.load(org.eclipse.microprofile.config.spi.ConfigSourceProvider.class))
                .anyMatch(SecretFiles.class::isInstance);
    }

    @Test
    void aMasterKeyIsMadeOnceAndIsPrivate() throws IOException {
        MasterKey made = MasterKey.in(folder);
        assertThat(MasterKey.in(folder).derive("x")).isEqualTo(made.derive("x"));
        assertThat(made.derive("x")).isNotEqualTo(made.derive("y")).hasSize(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("master.key"))))
                .isEqualTo("rw-------");
        assertThat(made.toString()).isEqualTo("MasterKey[hidden]");
    }

    @Test
    void aWrongMasterKeyIsExplained() {
        assertThatThrownBy(() -> MasterKey.parse("%%%")).hasMessageContaining("openssl rand -base64 32");
        assertThatThrownBy(() -> MasterKey.parse(Base64.getEncoder().encodeToString(new byte[16])))
                .hasMessageContaining("16 bytes");
    }

    @Test
    void thePageIsUpToDate() throws IOException {
        String expected = ConfigurationReference.markdown(List.of(MarqueConfiguration.class));
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as("docs/configuration.md is stale; regenerate it by running this test with" + " -Dgolden.write=true")
                .isEqualTo(expected);
    }

    private static MarqueConfiguration read(Map<String, String> environment) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(MarqueConfiguration.class)
                .withSources(new EnvConfigSource(environment, 300));
        new SecretFiles(environment)
                .getConfigSources(ConfigurationTest.class.getClassLoader())
                .forEach(builder::withSources);
        SmallRyeConfig config = builder.build();
        return config.getConfigMapping(MarqueConfiguration.class);
    }
}
