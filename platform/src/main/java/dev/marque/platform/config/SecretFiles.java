package dev.marque.platform.config;

import io.smallrye.config.EnvConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSourceProvider;

/**
 * Settings from files: {@code MARQUE_MASTER_KEY_FILE=/run/secrets/key} stands for {@code MARQUE_MASTER_KEY} with the
 * content of that file, without the line break at its end. Found through META-INF/services.
 */
public final class SecretFiles implements ConfigSourceProvider {

    private static final String SUFFIX = "_FILE";

    private final Map<String, String> environment;

    public SecretFiles() {
        this(System.getenv());
    }

    SecretFiles(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Iterable<ConfigSource> getConfigSources(ClassLoader forClassLoader) {
        Map<String, String> values = new HashMap<>();
        environment.forEach((name, file) -> {
            boolean ours = name.startsWith("MARQUE_") || name.startsWith("DATABASE_URL");
            if (ours && name.endsWith(SUFFIX) && !file.isBlank()) {
                String target = name.substring(0, name.length() - SUFFIX.length());
                if (!environment.getOrDefault(target, "").isEmpty()) {
                    throw new ConfigurationProblem("Both " + target + " and " + name + " are set: keep one of them.");
                }
                values.put(target, read(name, file));
            }
        });
        // Just above the environment itself (300), below system properties (400).
        return List.of(new EnvConfigSource(values, 301));
    }

    private static String read(String name, String file) {
        try {
            String content = Files.readString(Path.of(file)).stripTrailing();
            if (content.isEmpty()) {
                throw new ConfigurationProblem(name + " points at " + file + ", which is empty.");
            }
            return content;
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationProblem(
                    name + " points at " + file + ", which cannot be read: " + e + ". Does it exist, and may this user"
                            + " read it?",
                    e);
        }
    }
}
