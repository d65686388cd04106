package dev.marque.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.app.user.Project;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The packaged command line. Most runs are calls of the program in a class loader of its own, as it ships: starting a
 * process for each would take minutes. {@link #inTerminal} is the real thing.
 */
record Cli(Path home, Map<String, String> environment) {

    private static final Path JAR = Project.file("client/cli/target/marque-cli.jar");
    private static final Method RUN = entry();
    private static final ObjectMapper JSON = new ObjectMapper();

    Cli {
        environment = Map.copyOf(environment);
    }

    /** What a run came to. */
    record Ended(int code, String out, String err) {

        /** Asserts that it went well. */
        Ended good() {
            assertThat(code).as(out + err).isZero();
            return this;
        }

        JsonNode json() {
            try {
                return JSON.readTree(good().out);
            } catch (IOException e) {
                throw new UncheckedIOException(out, e);
            }
        }
    }

    private static Method entry() {
        try (Stream<Path> libraries = Files.list(JAR.resolveSibling("lib"))) {
            List<URL> places = new ArrayList<>(List.of(JAR.toUri().toURL()));
            libraries.forEach(library -> places.add(url(library)));
            // Not closed: it loads classes for as long as tests run.
            ClassLoader loader = new URLClassLoader(places.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
            return loader.loadClass("dev.marque.cli.Main")
                    .getMethod(
                            "run",
                            InputStream.class,
                            PrintStream.class,
                            PrintStream.class,
                            Map.class,
                            Path.class,
                            boolean.class,
                            String[].class);
        } catch (IOException e) {
            throw new UncheckedIOException("the command line is not packaged", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    Cli with(String variable, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(variable, value);
        return new Cli(home, more);
    }

    Ended run(String... words) {
        return runWith("", words);
    }

    Ended runWith(String input, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try {
            Object code = RUN.invoke(
                    null,
                    new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    environment,
                    home,
                    false,
                    words);
            return new Ended(
                    (Integer) code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(String.join(" ", words), e);
        }
    }

    /** The answer of a command, as JSON. */
    JsonNode json(String... words) {
        List<String> more = new ArrayList<>(List.of(words));
        more.addAll(List.of("-o", "json"));
        return run(more.toArray(String[]::new)).json();
    }

    /** In a process and a terminal of its own: what a person would see, both outputs together. */
    Ended inTerminal(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Project.java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", JAR.toString()));
        command.addAll(List.of(words));
        StringBuilder line = new StringBuilder();
        command.forEach(
                word -> line.append(" '").append(word.replace("'", "'\\''")).append('\''));
        ProcessBuilder builder = new ProcessBuilder(
                        "script", "-qec", line.toString().strip(), "/dev/null")
                .directory(home.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("MARQUE_") || name.equals("NO_COLOR"));
        builder.environment().put("HOME", home.toString());
        builder.environment().put("TERM", "xterm");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String seen = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), seen, "");
    }
}
