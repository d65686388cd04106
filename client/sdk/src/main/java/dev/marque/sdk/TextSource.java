package dev.marque.sdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds a text that is given as it stands, or by where it is: a license file, or a key set. */
final class TextSource {

    private static final String CLASS_PATH = "classpath:";
    private static final String LICENSE_FILE = "-----BEGIN ";
    private static final String JSON = "{";

    private TextSource() {}

    /**
     * The text.
     *
     * @param where the text itself, {@code classpath:} and a resource's name, or a file
     * @return nothing if there is no such file or resource
     */
    static Optional<String> find(String where) {
        if (where.startsWith(LICENSE_FILE) || where.stripLeading().startsWith(JSON)) {
            return Optional.of(where);
        }
        try {
            if (where.startsWith(CLASS_PATH)) {
                return resource(where.substring(CLASS_PATH.length()));
            }
            Path file = Path.of(where);
            return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("A file cannot be read: " + e.getMessage(), e);
        }
    }

    private static Optional<String> resource(String named) throws IOException {
        String name = named.startsWith("/") ? named.substring(1) : named;
        try (InputStream in = open(name)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static @Nullable InputStream open(String name) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        InputStream in = context == null ? null : context.getResourceAsStream(name);
        return in == null ? ClassLoader.getSystemResourceAsStream(name) : in;
    }
}
