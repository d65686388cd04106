package dev.marque.keygen.release;

import dev.marque.keygen.wire.Links;
import dev.marque.keygen.wire.Moments;
import dev.marque.keygen.wire.Resource;
import dev.marque.keys.validation.Version;
import dev.marque.licensing.release.Release;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A version that was listed, and whose it is. */
record Listed(UUID product, Release release) {

    Version version() {
        return Version.of(release.version());
    }

    /** Versions have no id of their own: it follows from what they are. */
    UUID id() {
        String name = "release/" + product + "/" + release.version();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /** The resource object. */
    Map<String, @Nullable Object> view(Links links) {
        Version version = version();
        Map<String, @Nullable Object> semver = new LinkedHashMap<>();
        semver.put("major", version.numbers().get(0));
        semver.put("minor", version.numbers().get(1));
        semver.put("patch", version.numbers().get(2));
        semver.put("prerelease", version.preRelease().isEmpty() ? null : String.join(".", version.preRelease()));
        semver.put("build", null);
        return new Resource("releases", id(), links)
                .attribute("name", release.version())
                .attribute("description", null)
                .attribute("channel", release.channel().name().toLowerCase(Locale.ROOT))
                .attribute("status", "PUBLISHED")
                .attribute("tag", null)
                .attribute("version", release.version())
                .attribute("semver", semver)
                .attribute("metadata", Map.of())
                .attribute("created", Moments.text(release.releasedAt()))
                .attribute("updated", Moments.text(release.releasedAt()))
                .attribute("backdated", null)
                .attribute("yanked", null)
                .relationship("environment", links.one("", "environments", null))
                .one("product", "products", product)
                .many("entitlements")
                .many("constraints")
                .many("artifacts")
                .relationship("upgrade", links.many("releases/" + id() + "/upgrade"))
                .done();
    }
}
