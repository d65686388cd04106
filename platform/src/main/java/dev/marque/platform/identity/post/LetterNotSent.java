package dev.marque.platform.identity.post;

/** The mail server could not be reached, or did not take a letter. */
public final class LetterNotSent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LetterNotSent(Throwable cause) {
        super("the mail server did not take a letter: " + cause.getMessage(), cause);
    }
}
