package dev.marque.platform.outbox;

/**
 * A consumer cannot take any event now, such as when its broker is away or refuses the password. It says nothing about the
 * event, which is therefore tried again for as long as it takes and never becomes a dead letter.
 */
public final class ConsumerUnavailable extends Exception {

    public ConsumerUnavailable(Throwable cause) {
        super(cause.getClass().getSimpleName() + ": " + cause.getMessage(), cause);
    }
}
