package dev.marque.platform.identity.post;

/**
 * A letter to one person, as plain text. It may hold a secret.
 *
 * @param to an e-mail address
 */
public record Letter(String to, String subject, String text) {

    @Override
    public String toString() {
        return "Letter[to " + to + "]";
    }
}
