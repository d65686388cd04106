package dev.marque.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server of one's own: put there, replaced, gone back, saved. The "server" notes what it was told. */
class InstallTest {

    private static final String JAVA = """
            #!/bin/sh
            case $* in *-version*) exit 0 ;; esac
            echo "$MARQUE_DATA $MARQUE_BACKUP_STORE ${MARQUE_TOKEN:-no token} ${*#*-jar }" | sed "s:$HOME:~:g"
            [ ! -f "$HOME/broken" ]
            """;

    @TempDir
    Path home;

    private Path distribution(String name, String version) throws IOException {
        Path folder = home.resolve(name);
        Files.createDirectories(folder.resolve("bin"));
        Files.createDirectories(folder.resolve("server"));
        Files.createDirectories(folder.resolve("runtime/bin"));
        executable(folder.resolve("bin/marque-server"), "#!/bin/sh\n");
        executable(folder.resolve("runtime/bin/java"), JAVA);
        Files.writeString(folder.resolve("server/quarkus-run.jar"), version);
        Files.writeString(folder.resolve("VERSION"), version + "\n");
        return folder;
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Run run() {
        return new Run(home)
                .with("HOME", home.toString())
                .with("PATH", "/usr/bin:/bin")
                .with("MARQUE_TOKEN", "mqk_secret")
                .with("MARQUE_HOME", home.resolve("one").toString());
    }

    private Run.Ended install() {
        return run().run("install", "--prefix", "opt", "--data", "var/data", "--port", "9090");
    }

    @Test
    void anInstallationHasReleasesSettingsForItsOwnerAndAUnit() throws Exception {
        distribution("one", "1.0.0");
        Run.Ended ended = install();
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.err()).contains("Installed 1.0.0", "marque-server)", "systemctl enable");
        Path opt = home.resolve("opt");
        assertThat(opt.resolve("current").toRealPath())
                .isEqualTo(opt.resolve("releases/1.0.0").toRealPath());
        assertThat(opt.resolve("current/runtime/bin/java")).isExecutable();
        assertThat(opt.resolve("marque.env")).content().contains("MARQUE_PORT=9090", home + "/var/data-backups");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(opt.resolve("marque.env"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("var/data"))))
                .isEqualTo("rwx------");
        assertThat(opt.resolve("marque.service")).content().contains("ExecStart=" + opt + "/current/bin/marque-server");
        assertThat(install().code()).as("not over another one").isEqualTo(6);
    }

    @Test
    void anUpdateSavesTheDataFirstKeepsSettingsAndCanBeTakenBack() throws Exception {
        distribution("one", "1.0.0");
        distribution("marque-2", "2.0.0");
        pack("marque-2");
        install();
        Files.writeString(home.resolve("opt/marque.env"), "MARQUE_DATA=\"/my data\"\nMARQUE_BACKUP_STORE=/b\n");
        Run.Ended ended = run().run("update", "marque-2.tar.gz", "--prefix", "opt");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).isEqualTo("/my data /b no token ~/opt/releases/1.0.0/server/quarkus-run.jar backup\n");
        assertThat(ended.err()).contains("In use: 2.0.0; before: 1.0.0.", "Restart the server");
        assertThat(home.resolve("opt/current/VERSION")).hasContent("2.0.0");
        assertThat(home.resolve("opt/marque.env")).content().contains("/my data");
        assertThat(home.resolve("opt/releases/.unpacked")).doesNotExist();
        assertThat(run().run("update", "marque-2.tar.gz", "--prefix", "opt").code())
                .isEqualTo(6);
        assertThat(run().run("update", "--back", "--prefix", "opt").code()).isZero();
        assertThat(home.resolve("opt/current/VERSION")).hasContent("1.0.0");
        assertThat(run().run("update", "marque-2.tar.gz", "--prefix", "opt", "--no-backup")
                        .code())
                .isZero();

        distribution("three", "3.0.0");
        Run third = run().with("MARQUE_HOME", home.resolve("three").toString());
        assertThat(third.run("update", "--prefix", "opt").code())
                .as("from what the program is part of")
                .isZero();
        assertThat(home.resolve("opt/current/VERSION")).hasContent("3.0.0");
        assertThat(home.resolve("opt/releases/2.0.0")).exists();
        assertThat(home.resolve("opt/releases/1.0.0")).doesNotExist();
    }

    @Test
    void nothingIsReplacedWhenTheDataCannotBeSavedOrTheArchiveIsNotRight() throws Exception {
        distribution("one", "1.0.0");
        distribution("marque-2", "2.0.0");
        pack("marque-2");
        install();
        assertThat(run().run("update", "marque-2.tar.gz", "--prefix", "opt", "--sha256", "00")
                        .code())
                .isEqualTo(1);
        Files.writeString(home.resolve("no.tar.gz"), "nothing");
        assertThat(run().run("update", "no.tar.gz", "--prefix", "opt").code()).isEqualTo(2);
        assertThat(run().run("update", "none.tar.gz", "--prefix", "opt").code()).isEqualTo(5);
        Files.createFile(home.resolve("broken"));
        Run.Ended unsaved = run().run("update", "marque-2.tar.gz", "--prefix", "opt");
        assertThat(unsaved.code()).isEqualTo(10);
        assertThat(unsaved.err()).contains("nothing was replaced", "--no-backup");
        assertThat(home.resolve("opt/current/VERSION")).hasContent("1.0.0");
        assertThat(run().run("update", "--prefix", "elsewhere").code()).isEqualTo(5);
    }

    @Test
    void backupAndRestoreAreHandedToTheServerWithTheInstallationsSettings() throws Exception {
        distribution("one", "1.0.0");
        install();
        String server = "no token ~/one/server/quarkus-run.jar ";
        String installed = "~/var/data ~/var/data-backups " + server;
        assertThat(run().run("backup", "--prefix", "opt").out()).isEqualTo(installed + "backup\n");
        assertThat(run().run("backup", "--list", "--data", "d", "--store", "s3://b")
                        .out())
                .isEqualTo("~/d s3://b " + server + "backup --list\n");
        assertThat(run().run("restore", "latest", "--overwrite", "--prefix", "opt")
                        .out())
                .isEqualTo(installed + "restore latest --overwrite\n");
        assertThat(run().run("restore", "--until", "2026-11-22T16:00:00Z", "--prefix", "opt")
                        .out())
                .isEqualTo(installed + "restore --until 2026-11-22T16:00:00Z\n");
        assertThat(run().run("restore", "--prefix", "opt").code()).isEqualTo(2);
        assertThat(run().run("backup", "--prefix", "none").err()).contains("Say whose data");
        Files.createFile(home.resolve("broken"));
        assertThat(run().run("backup", "--prefix", "opt").code()).isEqualTo(10);
        assertThat(new Run(home).run("backup", "--data", "d").err()).contains("There is no server", "./dev cli");
        assertThat(new Run(home).run("install", "--prefix", "opt2").code()).isEqualTo(5);
    }

    private void pack(String name) throws Exception {
        Process tar = new ProcessBuilder("tar", "-czf", name + ".tar.gz", name)
                .directory(home.toFile())
                .start();
        assertThat(tar.waitFor()).isZero();
    }
}
