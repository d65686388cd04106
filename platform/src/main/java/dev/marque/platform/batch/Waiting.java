package dev.marque.platform.batch;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A write that waits for its transaction, and its caller: who is told to lead, or what became of it. */
final class Waiting<W, A> {

    private final W write;
    private final CompletableFuture<Boolean> turn = new CompletableFuture<>();
    private Optional<A> answer = Optional.empty();
    private Optional<Throwable> failure = Optional.empty();

    Waiting(W write) {
        this.write = write;
    }

    W write() {
        return write;
    }

    void lead() {
        turn.complete(true);
    }

    void done(A told) {
        answer = Optional.of(told);
        turn.complete(false);
    }

    void failed(Throwable cause) {
        failure = Optional.of(cause);
        turn.complete(false);
    }

    /** Waits until one of both is so. Not ended by an interrupt: the write may be under way, and its end has to be known. */
    boolean leadsOrIsDone() {
        return turn.join();
    }

    /** After the end. A leader reads what it wrote itself; for the others the turn is the barrier. */
    A answer() {
        if (failure.isPresent()) {
            throw failure.get() instanceof RuntimeException known ? known : new CompletionException(failure.get());
        }
        return answer.orElseThrow();
    }
}
