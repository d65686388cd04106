package dev.marque.cli.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a server is installed: releases side by side, a link to the one in use, and its settings, which updates leave
 * alone.
 *
 * @param folder such as {@code /opt/marque}
 */
record Place(Path folder) {

    Path releases() {
        return folder.resolve("releases");
    }

    Path current() {
        return folder.resolve("current");
    }

    Path settingsFile() {
        return folder.resolve("marque.env");
    }

    Path unitFile() {
        return folder.resolve("marque.service");
    }

    boolean isInstalled() {
        return Files.isSymbolicLink(current());
    }

    /** The release in use; empty if nothing is installed. */
    Optional<Path> release() throws IOException {
        return isInstalled()
                ? Optional.of(folder.resolve(Files.readSymbolicLink(current())).normalize())
                : Optional.empty();
    }

    /** Uses a release from now on. Whoever looks meanwhile sees the one before. */
    void use(Path release) throws IOException {
        Path link = folder.resolve(".current");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, folder.relativize(release));
        Files.move(link, current(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The other releases that are there, the one that was put there last first. */
    List<Path> others() throws IOException {
        Optional<Path> used = release();
        try (Stream<Path> all = Files.list(releases())) {
            return all.filter(release -> Distribution.isOne(release) && !used.equals(Optional.of(release)))
                    .sorted((one, two) ->
                            two.toFile().lastModified() > one.toFile().lastModified() ? 1 : -1)
                    .toList();
        }
    }

    /** {@code NAME=value} lines, as systemd reads them; empty if there is no such file. */
    Map<String, String> settings() throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        if (Files.exists(settingsFile())) {
            for (String line : Files.readAllLines(settingsFile())) {
                int equals = line.indexOf('=');
                if (equals > 0 && !line.startsWith("#")) {
                    settings.put(
                            line.substring(0, equals).strip(),
                            unquoted(line.substring(equals + 1).strip()));
                }
            }
        }
        return settings;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted
                ? value.substring(1, value.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\")
                : value;
    }
}
