package dev.marque.cli.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The keyring of Linux desktops (Secret Service), by libsecret's secret-tool. */
final class SecretTool implements SecretStore {

    private final Programs programs;
    private final Path program;

    SecretTool(Programs programs, Path program) {
        this.programs = programs;
        this.program = program;
    }

    @Override
    public String description() {
        return "the keyring";
    }

    @Override
    public Optional<String> read(String account) throws IOException, InterruptedException {
        Programs.Ended ended = programs.run(program, List.of("lookup", "service", "marque", "account", account), "");
        return ended.code() == 0 && !ended.output().isBlank()
                ? Optional.of(ended.output().strip())
                : Optional.empty();
    }

    @Override
    public void write(String account, String secret) throws IOException, InterruptedException {
        Programs.Ended ended = programs.run(
                program,
                List.of("store", "--label=Marque: " + account, "service", "marque", "account", account),
                secret);
        if (ended.code() != 0) {
            throw new IOException("the keyring does not take it");
        }
    }

    @Override
    public void delete(String account) throws IOException, InterruptedException {
        programs.run(program, List.of("clear", "service", "marque", "account", account), "");
    }
}
