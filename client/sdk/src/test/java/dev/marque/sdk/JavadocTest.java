package dev.marque.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.DocumentationTool;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** The site for those who embed the SDK: what it exports, and what of {@code keys} and {@code kernel} it answers with. */
class JavadocTest {

    /** {@code ./dev javadoc} leaves it here. */
    private static final Path SITE = Path.of("target", "javadoc");

    private static final List<Path> EXPORTED = List.of(
            Path.of("src/main/java/dev/marque/sdk"),
            Path.of("src/main/java/dev/marque/sdk/machine"),
            Path.of("../../keys/src/main/java/dev/marque/keys/fingerprint"),
            Path.of("../../keys/src/main/java/dev/marque/keys/sign"),
            Path.of("../../keys/src/main/java/dev/marque/keys/validation"));

    @Test
    void theSiteBuildsWithoutAWarning() throws IOException {
        DocumentationTool javadoc = ToolProvider.getSystemDocumentationTool();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        Files.createDirectories(SITE);
        try (StandardJavaFileManager files = javadoc.getStandardFileManager(said, null, StandardCharsets.UTF_8)) {
            // A comment that would repeat the name of what it stands at is left out on purpose.
            List<String> options = List.of(
                    "-quiet",
                    "-Xdoclint:all,-missing",
                    "-windowtitle",
                    "Marque SDK",
                    "-classpath",
                    System.getProperty("java.class.path"),
                    "-d",
                    SITE.toString());
            Boolean built = javadoc.getTask(
                            null, files, said, null, options, files.getJavaFileObjectsFromPaths(sources()))
                    .call();
            assertThat(said.getDiagnostics())
                    .filteredOn(found -> found.getKind() != Diagnostic.Kind.NOTE)
                    .isEmpty();
            assertThat(built).isTrue();
        }
        assertThat(SITE.resolve("index.html")).exists();
        assertThat(SITE.resolve("dev/marque/sdk/Marque.html")).content().contains("requireFeature");
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Path folder : EXPORTED) {
            try (Stream<Path> files = Files.list(folder)) {
                sources.addAll(
                        files.filter(file -> file.toString().endsWith(".java")).toList());
            }
        }
        return sources;
    }
}
