package dev.marque.cli.profile;

import dev.marque.cli.run.Host;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The servers that are remembered, and which of them is in use: {@code profiles.json} in the settings folder. It holds
 * no secrets. Of two runs that change it at the same moment the later one wins.
 */
public final class Profiles {

    private static final String DEFAULT = "default";

    private final PrivateFile file;
    private final Map<String, Profile> profiles = new LinkedHashMap<>();
    private String current;

    private Profiles(PrivateFile file, String current) {
        this.file = file;
        this.current = current;
    }

    public static Profiles of(Host host) throws IOException {
        PrivateFile file = new PrivateFile(host.settings().resolve("profiles.json"));
        Map<String, @Nullable Object> content = file.read();
        Profiles profiles = new Profiles(file, content.get("current") instanceof String name ? name : DEFAULT);
        if (content.get("profiles") instanceof Map<?, ?> map) {
            map.forEach((name, fields) -> {
                if (fields instanceof Map<?, ?> profile) {
                    profiles.profiles.put(name.toString(), read(name.toString(), profile));
                }
            });
        }
        return profiles;
    }

    private static Profile read(String name, Map<?, ?> fields) {
        return new Profile(
                name,
                URI.create(String.valueOf(fields.get("server"))),
                text(fields, "who"),
                text(fields, "tenant"),
                text(fields, "environment"));
    }

    private static Optional<String> text(Map<?, ?> fields, String name) {
        return Optional.ofNullable(fields.get(name)).map(String::valueOf);
    }

    public Path path() {
        return file.path();
    }

    /** The name of the profile in use, also if nothing is known of it yet. */
    public String current() {
        return current;
    }

    public Optional<Profile> find(String name) {
        return Optional.ofNullable(profiles.get(name));
    }

    public Map<String, Profile> all() {
        return Map.copyOf(profiles);
    }

    /** Remembers a profile and uses it from now on. */
    public void put(Profile profile) throws IOException {
        profiles.put(profile.name(), profile);
        use(profile.name());
    }

    public void use(String name) throws IOException {
        current = name;
        write();
    }

    public void remove(String name) throws IOException {
        profiles.remove(name);
        if (current.equals(name)) {
            current = profiles.keySet().stream().sorted().findFirst().orElse(DEFAULT);
        }
        write();
    }

    private void write() throws IOException {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        profiles.forEach((name, profile) -> {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("server", profile.server().toString());
            profile.who().ifPresent(value -> fields.put("who", value));
            profile.tenant().ifPresent(value -> fields.put("tenant", value));
            profile.environment().ifPresent(value -> fields.put("environment", value));
            all.put(name, fields);
        });
        Map<String, @Nullable Object> content = new LinkedHashMap<>();
        content.put("current", current);
        content.put("profiles", all);
        file.write(content);
    }
}
