package dev.marque.keys.validation;

import dev.marque.keys.fingerprint.Fingerprint;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked. What is left out is not checked, except that a license which requires activation wants a fingerprint.
 *
 * @param features codes that have to be granted, all of them
 * @param version of the program that asks
 * @param productCode of the program that asks
 * @param scopes what else the license has to be right for
 * @param user the e-mail address of the person who uses the program
 * @param place where the request comes from; null if that is not known, or does not matter
 */
public record ValidationRequest(
        @Nullable Fingerprint fingerprint,
        Set<String> features,
        @Nullable Version version,
        @Nullable String productCode,
        Scopes scopes,
        @Nullable String user,
        @Nullable Place place) {

    /** Asks for nothing in particular. */
    public static final ValidationRequest PLAIN =
            new ValidationRequest(null, Set.of(), null, null, Scopes.NONE, null, null);

    public ValidationRequest {
        features = Set.copyOf(features);
    }

    /** The same, asked by this machine. */
    public ValidationRequest from(@Nullable Fingerprint machine) {
        return new ValidationRequest(machine, features, version, productCode, scopes, user, place);
    }

    /** The same, for all of these features. */
    public ValidationRequest wanting(Set<String> codes) {
        return new ValidationRequest(fingerprint, codes, version, productCode, scopes, user, place);
    }

    /** The same, asked by this version of this product. */
    public ValidationRequest by(@Nullable String product, @Nullable Version asking) {
        return new ValidationRequest(fingerprint, features, asking, product, scopes, user, place);
    }

    /** The same, if the license is right for all of that, too. */
    public ValidationRequest within(Scopes more) {
        return new ValidationRequest(fingerprint, features, version, productCode, more, user, place);
    }

    /** The same, asked by this person. */
    public ValidationRequest named(@Nullable String email) {
        return new ValidationRequest(fingerprint, features, version, productCode, scopes, email, place);
    }

    /** The same, asked from there. */
    public ValidationRequest at(@Nullable Place where) {
        return new ValidationRequest(fingerprint, features, version, productCode, scopes, user, where);
    }
}
