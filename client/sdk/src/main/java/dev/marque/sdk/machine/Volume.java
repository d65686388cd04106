package dev.marque.sdk.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Supplier;

/** A folder that outlives its container, and who it is: the first program that uses it gives it a name. */
public final class Volume {

    private static final String NAME = "volume-id";
    private static final int MOST = 100;

    private Volume() {}

    /**
     * The name of the volume that a folder is on; nothing if the folder is part of the container itself, and so gone with
     * it, or cannot be written.
     *
     * @param newName makes a name for a volume that has none
     */
    public static Optional<String> of(Path folder, Supplier<String> newName) {
        try {
            Files.createDirectories(folder);
            boolean gone = Files.getFileStore(folder).equals(Files.getFileStore(Path.of("/")));
            return gone ? Optional.empty() : Optional.of(name(folder, newName));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static String name(Path folder, Supplier<String> newName) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            try {
                Files.writeString(file, newName.get(), StandardOpenOption.CREATE_NEW);
            } catch (FileAlreadyExistsException e) {
                // Another process was first: its name counts.
            }
        }
        String name = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
        if (name.isEmpty() || name.length() > MOST) {
            throw new IOException("no name of a volume: " + file);
        }
        return name;
    }
}
