package dev.marque.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LimitedBodyTest {

    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final LimitedBody body = new LimitedBody(5);

    LimitedBodyTest() {
        body.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {
                cancelled.set(true);
            }
        });
    }

    private static List<ByteBuffer> bytes(int... lengths) {
        return Arrays.stream(lengths)
                .mapToObj(length ->
                        ByteBuffer.wrap("abcdefgh".substring(0, length).getBytes(StandardCharsets.US_ASCII)))
                .toList();
    }

    @Test
    void anAnswerWithinTheLimitIsPutTogether() {
        body.onNext(bytes(2, 1));
        body.onNext(bytes(2));
        body.onComplete();
        assertThat(((CompletableFuture<byte[]>) body.getBody()).join())
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("abaab");
        assertThat(cancelled).isFalse();
    }

    @Test
    void aLongerOneEndsTheConnectionAndIsNoAnswer() {
        body.onNext(bytes(3));
        body.onNext(bytes(3, 8));
        body.onComplete();
        assertThat((CompletableFuture<byte[]>) body.getBody()).isCompletedExceptionally();
        assertThat(cancelled).isTrue();
    }
}
