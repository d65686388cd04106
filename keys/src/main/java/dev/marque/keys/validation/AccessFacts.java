package dev.marque.keys.validation;

/**
 * What the vendor's block lists and allow lists say about the one who asks.
 *
 * @param fingerprintWanted whether only listed machines may use the license, so that who asks has to say which one it is
 */
public record AccessFacts(
        boolean addressBlocked, boolean countryBlocked, boolean fingerprintBlocked, boolean fingerprintWanted) {

    /** No list says anything. */
    public static final AccessFacts OPEN = new AccessFacts(false, false, false, false);

    /** For requests that are not made by a machine which names itself. */
    public AccessFacts fromAnyMachine() {
        return new AccessFacts(addressBlocked, countryBlocked, fingerprintBlocked, false);
    }
}
