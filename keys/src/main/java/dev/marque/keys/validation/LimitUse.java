package dev.marque.keys.validation;

/**
 * How much of a named limit is used.
 *
 * @param used zero or more
 * @param most what may be used at the utmost, overage included
 */
public record LimitUse(String name, long used, long most) {

    boolean exceeded() {
        return used > most;
    }
}
