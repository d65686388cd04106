package dev.marque.cli.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The keychain of macOS, by its program security. It is told the secret on its input, in base64, because there what
 * has blanks or quotes would be read as something else.
 */
final class MacKeychain implements SecretStore {

    private static final String SERVICE = "marque";

    private final Programs programs;
    private final Path program;

    MacKeychain(Programs programs, Path program) {
        this.programs = programs;
        this.program = program;
    }

    @Override
    public String description() {
        return "the keychain";
    }

    @Override
    public Optional<String> read(String account) throws IOException, InterruptedException {
        Programs.Ended ended =
                programs.run(program, List.of("find-generic-password", "-s", SERVICE, "-a", account, "-w"), "");
        if (ended.code() != 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new String(Base64.getDecoder().decode(ended.output().strip()), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public void write(String account, String secret) throws IOException, InterruptedException {
        String coded = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
        String told = "add-generic-password -U -s " + SERVICE + " -a \"" + account.replace("\"", "") + "\" -w " + coded
                + "\n";
        if (programs.run(program, List.of("-i"), told).code() != 0) {
            throw new IOException("the keychain does not take it");
        }
    }

    @Override
    public void delete(String account) throws IOException, InterruptedException {
        programs.run(program, List.of("delete-generic-password", "-s", SERVICE, "-a", account), "");
    }
}
