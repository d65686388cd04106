package dev.marque.cli.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a run of the program sees of the world; tests pass a world of their own. One run uses it in one thread.
 *
 * @param home the user's home folder
 * @param folder what relative paths are relative to
 * @param system the name of the operating system, as {@code os.name} has it
 * @param pause how the program waits
 */
public record Host(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Terminal terminal,
        Map<String, String> environment,
        Path home,
        Path folder,
        String system,
        Clock clock,
        SecureRandom random,
        Pause pause) {

    /** The longest input that is read from a file or a pipe, in bytes. */
    private static final int MAX_INPUT_BYTES = 4 << 20;

    public Host {
        environment = Map.copyOf(environment);
    }

    /** An environment variable; one that is empty counts as not set. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** A path as the user means it. */
    public Path path(String text) {
        return folder.resolve(text).normalize();
    }

    /** Where profiles and fallback secrets are: MARQUE_CLI_CONFIG, or marque in the folder for such things. */
    public Path settings() {
        return variable("MARQUE_CLI_CONFIG").map(this::path).orElseGet(() -> variable("XDG_CONFIG_HOME")
                .map(this::path)
                .orElseGet(() -> home.resolve(".config"))
                .resolve("marque"));
    }

    /** Whether colours are wanted: on a terminal that has them, and not with NO_COLOR. */
    public boolean colours() {
        return terminal.interactive()
                && variable("NO_COLOR").isEmpty()
                && !variable("TERM").orElse("dumb").equals("dumb");
    }

    /** A random UUID. */
    public UUID uuid() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        bytes[6] = (byte) (bytes[6] & 0x0f | 0x40);
        bytes[8] = (byte) (bytes[8] & 0x3f | 0x80);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    /**
     * The text of a file, or of the input for {@code -}.
     *
     * @throws Failure if there is none, or it is longer than 4 MiB
     */
    public String read(String name) {
        try (InputStream source = name.equals("-") ? in : Files.newInputStream(path(name))) {
            byte[] bytes = source.readNBytes(MAX_INPUT_BYTES + 1);
            if (bytes.length > MAX_INPUT_BYTES) {
                throw Failure.usage(name + " is longer than 4 MiB.");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new Failure(ExitCode.NOT_FOUND, "There is no file " + name + ".");
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
