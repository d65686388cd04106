package dev.marque.cli.host;

import dev.marque.cli.run.ExitCode;
import dev.marque.cli.run.Failure;
import dev.marque.cli.run.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What this program came with: a server and a Java runtime beside it.
 *
 * @param home the folder of a distribution; empty where only the program is
 * @param serverJar where the server is said to be; it need not exist
 */
record Distribution(Optional<Path> home, Path serverJar) {

    private static final String ADVICE =
            "Use marque from a distribution (./dev dist makes one), or ./dev cli in the project.";

    static Distribution of(Host host) {
        Optional<Path> home = host.variable("MARQUE_HOME").map(host::path);
        Path jar = host.variable("MARQUE_SERVER_JAR")
                .map(host::path)
                .or(() -> home.map(folder -> folder.resolve("server/quarkus-run.jar")))
                .orElse(host.path("server/quarkus-run.jar"));
        return new Distribution(home, jar);
    }

    /** @throws Failure if this is none */
    Path require() {
        return home.filter(Distribution::isOne)
                .orElseThrow(() -> new Failure(ExitCode.NOT_FOUND, "There is no server beside this program.", ADVICE));
    }

    /** @throws Failure if there is no server */
    Path requireServer() {
        if (!Files.isRegularFile(serverJar)) {
            throw new Failure(ExitCode.NOT_FOUND, "There is no server at " + serverJar + ".", ADVICE);
        }
        return serverJar;
    }

    /** The Java that the server runs on: the distribution's, or the one that runs this program. */
    Path java() {
        return home.map(folder -> folder.resolve("runtime/bin/java"))
                .filter(Files::isExecutable)
                .orElse(Path.of(System.getProperty("java.home"), "bin", "java"));
    }

    /** Whether a folder has all that a distribution consists of. */
    static boolean isOne(Path folder) {
        return Files.isExecutable(folder.resolve("bin/marque-server"))
                && Files.isRegularFile(folder.resolve("server/quarkus-run.jar"))
                && Files.isExecutable(folder.resolve("runtime/bin/java"))
                && Files.isRegularFile(folder.resolve("VERSION"));
    }

    /** The version of a distribution, fit for the name of a folder. */
    static String version(Path folder) throws IOException {
        String version = Files.readString(folder.resolve("VERSION")).strip();
        if (!version.matches("[0-9A-Za-z][0-9A-Za-z.+-]{0,60}")) {
            throw new Failure(ExitCode.USAGE, "The distribution names no version.");
        }
        return version;
    }
}
