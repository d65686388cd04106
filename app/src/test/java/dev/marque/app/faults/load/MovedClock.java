package dev.marque.app.faults.load;

import dev.marque.app.user.MarqueLaunch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The clock of the servers, as a drill moves it. */
public final class MovedClock {

    private static final List<Class<?>> IN_THE_SERVER = List.of(ClockAgent.class, FileClock.class);

    private final Path folder;

    public MovedClock(Path folder) throws IOException {
        this.folder = folder;
        writeAgent();
    }

    /** The launch of a server that goes by this clock. */
    public MarqueLaunch of(MarqueLaunch launch) {
        List<String> command = new ArrayList<>(launch.command());
        command.add(1, "-javaagent:" + agent() + "=" + file());
        return new MarqueLaunch(command, launch.data(), launch.port(), launch.environment());
    }

    /** So far away from the true time, from now on, at once. */
    public void move(Duration away) throws IOException {
        Path fresh = Files.writeString(folder.resolve("clock.new"), Long.toString(away.toSeconds()));
        Files.move(fresh, file(), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path file() {
        return folder.resolve("clock");
    }

    private Path agent() {
        return folder.resolve("clock-agent.jar");
    }

    private void writeAgent() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", ClockAgent.class.getName());
        try (OutputStream out = Files.newOutputStream(agent());
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            for (Class<?> type : classes()) {
                String entry = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(entry));
                try (InputStream bytes = type.getClassLoader().getResourceAsStream(entry)) {
                    bytes.transferTo(jar);
                }
            }
        }
    }

    /** With what the compiler made of anonymous classes within. */
    private static List<Class<?>> classes() throws IOException {
        List<Class<?>> classes = new ArrayList<>(IN_THE_SERVER);
        try {
            classes.add(Class.forName(ClockAgent.class.getName() + "$1"));
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
        return classes;
    }
}
