package dev.marque.sdk.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Small files in which Linux tells about itself, below a root that tests put elsewhere.
 *
 * @param root {@code /}
 */
record SystemFiles(Path root) {

    private static final int MOST = 65_536;

    /** Of what cards, boards and disks say when they say nothing. */
    private static final String NOTHING =
            "(?i)|none|n/?a|unknown|default string|not (specified|applicable|available|settable)"
                    + "|to be filled by o\\.?e\\.?m\\.?|system serial number|[0f-]+|0?123456789\\d*";

    /** The content without white space around it; nothing if the file is not there, not ours to read, or says nothing. */
    Optional<String> text(String path) {
        try {
            Path file = root.resolve(path);
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                return Optional.empty();
            }
            byte[] bytes;
            try (var in = Files.newInputStream(file)) {
                bytes = in.readNBytes(MOST);
            }
            return telling(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    boolean exists(String path) {
        return Files.exists(root.resolve(path));
    }

    /** The text, unless it is one of those that makers leave in. */
    static Optional<String> telling(String raw) {
        String text = raw.strip();
        return text.matches(NOTHING) ? Optional.empty() : Optional.of(text);
    }
}
