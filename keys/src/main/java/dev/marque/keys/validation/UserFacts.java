package dev.marque.keys.validation;

/**
 * Whether the person who asks is a named user of the license.
 *
 * @param required whether only named users may use it
 * @param assigned whether the person that the request names is one; true for licenses without named users
 */
public record UserFacts(boolean required, boolean assigned) {

    /** For licenses without named users, and for questions that come before one. */
    public static final UserFacts NOT_NAMED = new UserFacts(false, true);
}
