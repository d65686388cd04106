package dev.marque.licensing.policy;

import dev.marque.kernel.net.Network;
import dev.marque.keys.validation.AccessFacts;
import dev.marque.keys.validation.Place;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** From where a license may be used, beside the vendor's own lists. */
@Schema(description = "From where a license may be used, beside the vendor's block lists and allow lists.")
public record PlaceRules(
        @Schema(
                description = "In CIDR notation; absent or empty: from everywhere.",
                examples = "[\"203.0.113.0/24\", \"2001:db8::/32\"]")
        @Size(max = 100) @Nullable List<@NotNull @IsNetwork String> addresses,

        @Schema(
                description = "Of ISO 3166-1, ZZ for none; absent or empty: all. Needs a server that knows countries.",
                examples = "[\"DE\", \"AT\"]")
        @Size(max = 250) @Nullable Set<@NotNull @Pattern(regexp = "[A-Z]{2}", message = "must be two capital letters") String> countries) {

    public static final PlaceRules EVERYWHERE = new PlaceRules(null, null);

    @Override
    public List<String> addresses() {
        return Objects.requireNonNullElse(addresses, List.of());
    }

    @Override
    public Set<String> countries() {
        return Objects.requireNonNullElse(countries, Set.of());
    }

    /**
     * What the lists say, and these rules.
     *
     * @param place of the one who asks; null if it is not known, or does not matter, which blocks nobody
     */
    public AccessFacts with(AccessFacts listed, @Nullable Place place) {
        if (place == null) {
            return listed;
        }
        boolean outside = !addresses().isEmpty()
                && addresses().stream().map(Network::parse).noneMatch(network -> network.contains(place.address()));
        boolean abroad = !countries().isEmpty()
                && place.country() != null
                && !countries().contains(place.country());
        return new AccessFacts(
                listed.addressBlocked() || outside,
                listed.countryBlocked() || abroad,
                listed.fingerprintBlocked(),
                listed.fingerprintWanted());
    }
}
