package dev.marque.app.advisories;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A library in one version, as Maven names it. */
record Library(String group, String artifact, String version) {

    /** {@code group:artifact::jar:version}, or with a classifier between the colons: how Quarkus lists what it ships. */
    private static final Pattern SHIPPED = Pattern.compile("([^:]+):([^:]+):[^:]*:jar:([^:]+)");

    /** {@code group:artifact:jar:version:scope}, among other lines: how Maven lists what a module needs. */
    private static final Pattern LISTED =
            Pattern.compile("\\s*([^:\\s]+):([^:]+):jar:(?:[^:]+:)?([^:]+):(?:compile|runtime)\\b.*");

    static Optional<Library> listed(String line) {
        Matcher matcher = LISTED.matcher(line);
        return matcher.matches()
                ? Optional.of(new Library(matcher.group(1), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }

    static Library shipped(String line) {
        Matcher matcher = SHIPPED.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a library: " + line);
        }
        return new Library(matcher.group(1), matcher.group(2), matcher.group(3));
    }

    /** {@code group:artifact}. */
    String name() {
        return group + ":" + artifact;
    }

    /** As package-url (ECMA-427) writes it. */
    String packageUrl() {
        return "pkg:maven/%s/%s@%s".formatted(group, artifact, version);
    }

    boolean isOurs() {
        return group.startsWith("dev.marque");
    }
}
