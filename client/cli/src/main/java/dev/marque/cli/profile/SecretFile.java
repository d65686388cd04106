package dev.marque.cli.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file that only its owner reads: where there is no keyring. */
final class SecretFile implements SecretStore {

    private final PrivateFile file;

    SecretFile(Path folder) {
        this.file = new PrivateFile(folder.resolve("secrets.json"));
    }

    @Override
    public String description() {
        return file.path().toString();
    }

    @Override
    public Optional<String> read(String account) throws IOException {
        return Optional.ofNullable(file.read().get(account)).map(String::valueOf);
    }

    @Override
    public void write(String account, String secret) throws IOException {
        Map<String, @Nullable Object> secrets = new LinkedHashMap<>(file.read());
        secrets.put(account, secret);
        file.write(secrets);
    }

    @Override
    public void delete(String account) throws IOException {
        Map<String, @Nullable Object> secrets = new LinkedHashMap<>(file.read());
        if (secrets.remove(account) != null) {
            file.write(secrets);
        }
    }
}
