package dev.marque.examples.notepad;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the program is told from outside.
 *
 * @param folder where notes and the activation are kept: {@code NOTEPAD_HOME}, or {@code .notepad} in the home folder
 * @param server {@code MARQUE_URL}, or {@code server} in {@code notepad.properties} in the folder
 * @param licenseKey {@code MARQUE_LICENSE}, or {@code license} in the same file
 * @param machine stands for this machine instead of what it looks like, for tests: {@code NOTEPAD_MACHINE}
 */
record Settings(
        Path folder,
        URI server,
        String licenseKey,
        @Nullable String machine) {

    /** The program was told too little; the message says what is missing. */
    static final class Incomplete extends Exception {
        private static final long serialVersionUID = 1;

        Incomplete(String message) {
            super(message);
        }
    }

    static Settings read(Map<String, String> environment) throws IOException, Incomplete {
        String home = environment.get("NOTEPAD_HOME");
        Path folder = home != null ? Path.of(home) : Path.of(System.getProperty("user.home"), ".notepad");
        Files.createDirectories(folder);
        Properties file = properties(folder.resolve("notepad.properties"));
        String server = environment.getOrDefault("MARQUE_URL", file.getProperty("server", "http://localhost:8080"));
        String license = environment.getOrDefault("MARQUE_LICENSE", file.getProperty("license", ""));
        if (license.isBlank()) {
            throw new Incomplete("Notepad needs a license key: set MARQUE_LICENSE, or write the line license=… to "
                    + folder.resolve("notepad.properties"));
        }
        return new Settings(folder, URI.create(server), license.strip(), environment.get("NOTEPAD_MACHINE"));
    }

    private static Properties properties(Path path) throws IOException {
        Properties properties = new Properties();
        if (Files.exists(path)) {
            try (Reader reader = Files.newBufferedReader(path)) {
                properties.load(reader);
            }
        }
        return properties;
    }

    /** Without the license key. */
    @Override
    public String toString() {
        return "Settings[" + folder + ", " + server + "]";
    }
}
