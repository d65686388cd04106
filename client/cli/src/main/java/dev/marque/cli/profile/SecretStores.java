package dev.marque.cli.profile;

import dev.marque.cli.run.Host;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keyring where there is one that works, else a private file. MARQUE_CLI_KEYRING=off leaves the keyring alone.
 * Reading looks at both, so that a sign-in from before is found either way.
 */
final class SecretStores implements SecretStore {

    private final List<SecretStore> stores;
    private String written = "";

    private SecretStores(List<SecretStore> stores) {
        this.stores = stores;
    }

    static SecretStores of(Host host) {
        Programs programs = new Programs(host);
        List<SecretStore> stores = new ArrayList<>();
        if (!host.variable("MARQUE_CLI_KEYRING").orElse("").equals("off")) {
            if (host.system().startsWith("Mac")) {
                programs.find("security").ifPresent(program -> stores.add(new MacKeychain(programs, program)));
            } else if (host.variable("DBUS_SESSION_BUS_ADDRESS").isPresent()) {
                programs.find("secret-tool").ifPresent(program -> stores.add(new SecretTool(programs, program)));
            }
        }
        stores.add(new SecretFile(host.settings()));
        return new SecretStores(stores);
    }

    /** Where the secret is that was last written. */
    @Override
    public String description() {
        return written;
    }

    @Override
    public Optional<String> read(String account) throws IOException, InterruptedException {
        for (SecretStore store : stores) {
            Optional<String> secret = store.read(account);
            if (secret.isPresent()) {
                return secret;
            }
        }
        return Optional.empty();
    }

    /** In the first that takes it; what another still has of before is removed. */
    @Override
    public void write(String account, String secret) throws IOException, InterruptedException {
        IOException refused = new IOException("there is no place for secrets");
        for (SecretStore store : stores) {
            try {
                store.write(account, secret);
                written = store.description();
                for (SecretStore other : stores) {
                    if (other != store) {
                        other.delete(account);
                    }
                }
                return;
            } catch (IOException e) {
                refused = e;
            }
        }
        throw refused;
    }

    @Override
    public void delete(String account) throws IOException, InterruptedException {
        for (SecretStore store : stores) {
            store.delete(account);
        }
    }
}
