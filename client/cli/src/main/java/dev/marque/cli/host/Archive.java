package dev.marque.cli.host;

import dev.marque.cli.run.ExitCode;
import dev.marque.cli.run.Failure;
import dev.marque.cli.run.Host;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A distribution as it is handed out: one folder in a compressed tar. */
record Archive(Host host) {

    private static final String FOLDER = ".unpacked";

    /**
     * Unpacks into a folder of its own below another, and looks whether it runs here.
     *
     * @return the distribution
     */
    Path unpack(Path archive, Path releases, Optional<String> sha256) throws IOException, InterruptedException {
        if (!Files.isRegularFile(archive)) {
            throw new Failure(ExitCode.NOT_FOUND, "There is no archive " + archive + ".");
        }
        requireSum(archive, sha256);
        Path folder = releases.resolve(FOLDER);
        Trees.delete(folder);
        Files.createDirectories(folder);
        // tar itself leaves out what would land elsewhere: names that begin with a slash or hold two dots.
        int code = new Children(host)
                .run(List.of("tar", "-xzf", archive.toString(), "-C", folder.toString(), "--no-same-owner"), Map.of());
        Optional<Path> found = code == 0 ? only(folder) : Optional.empty();
        boolean runs = found.isPresent()
                && Distribution.isOne(found.get())
                && new Children(host)
                        .succeeds(found.get().resolve("runtime/bin/java").toString(), "-version");
        if (!runs) {
            Trees.delete(folder);
            throw new Failure(
                    ExitCode.USAGE,
                    archive + " is no distribution of Marque for this machine.",
                    "It is whole? It is for this system and processor?");
        }
        return found.get();
    }

    private static Optional<Path> only(Path folder) throws IOException {
        try (Stream<Path> inner = Files.list(folder)) {
            List<Path> all = inner.toList();
            return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
        }
    }

    private static void requireSum(Path archive, Optional<String> sha256) throws IOException {
        if (sha256.isEmpty()) {
            return;
        }
        try (InputStream in = Files.newInputStream(archive);
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            String sum = HexFormat.of().formatHex(digest.getMessageDigest().digest());
            if (!sum.equalsIgnoreCase(sha256.get().strip())) {
                throw new Failure(
                        ExitCode.REFUSED, "The archive is not what it should be: its SHA-256 is " + sum + ".");
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
