package dev.marque.cli.profile;

import java.io.IOException;
import java.util.Optional;

/** Where secrets are kept. */
public interface SecretStore {

    /** For people: where that is. */
    String description();

    Optional<String> read(String account) throws IOException, InterruptedException;

    void write(String account, String secret) throws IOException, InterruptedException;

    /** Does nothing if there is none. */
    void delete(String account) throws IOException, InterruptedException;
}
