package dev.marque.keygen.file;

import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.Query;
import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Fields;
import dev.marque.keys.file.LicenseFile;
import dev.marque.keys.license.SignedKeyScheme;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.licensing.policy.Policy;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What kind of file a caller wants.
 *
 * @param ttl null for a file that does not expire
 * @param include what travels with it
 */
record FileWish(
        boolean encrypt,
        SignatureAlgorithm algorithm,
        @Nullable Duration ttl,
        Set<String> include) {

    /** A month of average length. */
    private static final Duration STANDARD = Duration.ofSeconds(2_629_746);

    private static final long LONGEST_SECONDS = Duration.ofDays(36_600).toSeconds();

    /** @param possible what may travel with it */
    static FileWish of(Call call, boolean post, Policy policy, Set<String> possible) {
        Query query = call.query();
        Fields meta = post
                ? call.body().meta().only(Set.of("encrypt", "algorithm", "ttl", "include"))
                : new Fields("/meta", java.util.Map.of());
        Optional<String> algorithm =
                meta.text("algorithm").or(() -> query.text("algorithm")).filter(text -> !text.isBlank());
        boolean encrypt = meta.flag("encrypt").or(() -> query.flag("encrypt")).orElse(false);
        Set<String> include = new LinkedHashSet<>();
        meta.texts("include").or(() -> query.texts("include")).orElse(List.of()).stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(include::add);
        if (!possible.containsAll(include)) {
            throw Failure.badParameter("include", "invalid includes", "CHECKOUT_INCLUDE_INVALID");
        }
        return new FileWish(
                algorithm.map(FileWish::isEncrypted).orElse(encrypt),
                algorithm.map(FileWish::signature).orElseGet(() -> signature(policy)),
                ttl(meta, query),
                include);
    }

    private static @Nullable Duration ttl(Fields meta, Query query) {
        if (meta.isNull("ttl")) {
            return null;
        }
        Optional<Long> seconds = meta.number("ttl").or(() -> query.number("ttl").map(Long::valueOf));
        return seconds.map(asked -> {
                    if (asked < LicenseFile.MIN_TTL.toSeconds() || asked > LONGEST_SECONDS) {
                        throw Failure.badParameter(
                                "ttl", "must be greater than or equal to 3600 (1 hour)", "CHECKOUT_TTL_INVALID");
                    }
                    return Duration.ofSeconds(asked);
                })
                .orElse(STANDARD);
    }

    private static boolean isEncrypted(String algorithm) {
        return switch (algorithm.split("\\+", 2)[0]) {
            case "aes-256-gcm" -> true;
            case "base64" -> false;
            default -> throw invalid("invalid encoding algorithm");
        };
    }

    private static SignatureAlgorithm signature(String algorithm) {
        String[] parts = algorithm.split("\\+", 2);
        return Optional.of(parts)
                .filter(both -> both.length == 2)
                .flatMap(both -> SignatureAlgorithm.ofFileName(both[1]))
                .orElseThrow(() -> invalid("invalid signing algorithm"));
    }

    /** As the license's keys are signed; Ed25519 where they are not. */
    private static SignatureAlgorithm signature(Policy policy) {
        return Arrays.stream(SignedKeyScheme.values())
                .filter(scheme -> scheme == policy.keyScheme())
                .map(SignedKeyScheme::algorithm)
                .findFirst()
                .orElse(SignatureAlgorithm.ED25519);
    }

    private static Failure invalid(String detail) {
        return Failure.badParameter("algorithm", detail, "CHECKOUT_ALGORITHM_INVALID");
    }

    /** As the file names it. */
    String algorithmName() {
        return (encrypt ? "aes-256-gcm" : "base64") + "+" + algorithm.fileName();
    }
}
