package dev.marque.app.user;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The checked-out project, and how programs are run in it. */
public final class Project {

    /**
     * A process group of its own, so that Ctrl-C can be sent as a terminal sends it. And interruptible: a shell's
     * background job, which Maven may be, hands "ignore interrupts" down to all of its children. Shell cannot undo
     * that, Perl can.
     */
    private static final List<String> OWN_GROUP =
            List.of("perl", "-e", "setpgrp; $SIG{INT} = 'DEFAULT'; exec @ARGV or die \"$ARGV[0]: $!\\n\"");

    private Project() {}

    /** A file of the project, by its path from the root. */
    public static Path file(String path) {
        return root().resolve(path);
    }

    /** The Java that runs the tests. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** A program in the project's folder. What is set for Marque in this environment stays outside. */
    static ProcessBuilder inOwnGroup(List<String> command) {
        List<String> wrapped = new ArrayList<>(OWN_GROUP);
        wrapped.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(wrapped).directory(root().toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("MARQUE_")
                        || name.startsWith("QUARKUS_")
                        || name.startsWith("NOTEPAD_")
                        || name.startsWith("DATABASE_URL"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isExecutable(folder.resolve("dev"))) {
            Path parent = folder.getParent();
            if (parent == null) {
                throw new IllegalStateException("Tests run inside the project: no ./dev above "
                        + Path.of("").toAbsolutePath());
            }
            folder = parent;
        }
        return folder;
    }
}
