package dev.marque.platform.identity.post;

/** Takes letters to their readers. Called from jobs only, so that a letter is not lost with a process. Thread-safe. */
public interface Postbox {

    /** Without a mail server: takes nothing. */
    Postbox CLOSED = new Postbox() {
        @Override
        public boolean isOpen() {
            return false;
        }

        @Override
        public void send(Letter letter) {
            throw new IllegalStateException("no mail server is set");
        }
    };

    /** Whether letters can be sent at all. */
    boolean isOpen();

    /**
     * Hands a letter to the mail server.
     *
     * @throws LetterNotSent if that failed; trying again may help
     */
    void send(Letter letter);
}
