package dev.marque.app.user;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The Java that customers have and we do not build with, if there is one on this machine. */
public final class OlderJava {

    /** Says where it is, if it is nowhere usual. */
    public static final String VARIABLE = "JAVA_17_HOME";

    private static final String IS_17 = "JAVA_VERSION=\"17.";
    private static final List<Path> USUAL = List.of(
            Path.of("/usr/lib/jvm"),
            Path.of("/opt"),
            Path.of("/Library/Java/JavaVirtualMachines"),
            Path.of(System.getProperty("user.home"), ".sdkman/candidates/java"),
            Path.of(System.getProperty("user.home"), ".jdks"));

    private OlderJava() {}

    /** The program {@code java} of a Java 17. */
    public static Optional<Path> seventeen() {
        Map<String, String> environment = System.getenv();
        return Stream.concat(
                        Stream.of(VARIABLE, "JAVA_HOME_17_X64", "JAVA_HOME_17_arm64")
                                .map(environment::get)
                                .filter(Objects::nonNull)
                                .map(Path::of),
                        USUAL.stream().flatMap(OlderJava::within))
                .flatMap(home -> Stream.of(home, home.resolve("Contents/Home")))
                .filter(OlderJava::isSeventeen)
                .map(home -> home.resolve("bin/java"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<Path> within(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> homes = Files.list(folder)) {
            return homes.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSeventeen(Path home) {
        Path release = home.resolve("release");
        try {
            return Files.isReadable(release) && Files.readString(release).contains(IS_17);
        } catch (IOException _) {
            return false;
        }
    }
}
