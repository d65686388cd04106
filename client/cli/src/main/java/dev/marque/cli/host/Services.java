package dev.marque.cli.host;

import dev.marque.cli.run.ExitCode;
import dev.marque.cli.run.Failure;
import dev.marque.cli.run.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The service of systemd, where there is one. */
final class Services {

    private static final String NAME = "marque";
    private static final Path UNITS = Path.of("/etc/systemd/system");

    private final Children children;

    Services(Host host) {
        this.children = new Children(host);
    }

    /** Starts the server now and with the machine. */
    void install(Place place) throws IOException, InterruptedException {
        if (!Files.isWritable(UNITS)) {
            throw new Failure(
                    ExitCode.NOT_ALLOWED,
                    "The files are in place. A service takes root and systemd, and " + UNITS + " cannot be written.",
                    "sudo cp " + place.unitFile() + " " + UNITS + "/ && sudo systemctl enable --now " + NAME);
        }
        Files.copy(place.unitFile(), UNITS.resolve(NAME + ".service"), StandardCopyOption.REPLACE_EXISTING);
        if (!children.succeeds("systemctl", "daemon-reload")
                || !children.succeeds("systemctl", "enable", "--now", NAME)) {
            throw new Failure(ExitCode.OTHER, "The service did not start.", "journalctl -u " + NAME + " says why.");
        }
    }

    boolean isActive() throws InterruptedException {
        return children.succeeds("systemctl", "is-active", "--quiet", NAME);
    }

    boolean restart() throws InterruptedException {
        return children.succeeds("systemctl", "restart", NAME);
    }
}
