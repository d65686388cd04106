package dev.marque.app.http;

import dev.marque.kernel.id.Ids;
import dev.marque.keys.answer.AnswerSignature;
import dev.marque.licensing.installation.HotValidation;
import dev.marque.licensing.installation.HotValidation.Answered;
import dev.marque.licensing.installation.HotValidation.Call;
import dev.marque.licensing.installation.HotValidation.Unanswered;
import dev.marque.licensing.installation.SignedAnswers;
import dev.marque.licensing.validation.ValidationLog;
import dev.marque.platform.http.ChosenEnvironment;
import dev.marque.platform.http.RequestIdFilter;
import dev.marque.platform.identity.Credential;
import dev.marque.platform.limits.http.LimitHeaders;
import dev.marque.platform.observe.Counted;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers plain validations on the event loop, from memory ({@link HotValidation}). What is not plain, not in memory or not
 * right goes on to the resource, with its body, as if nothing had been here: so nothing but the resource ever refuses.
 *
 * <p>What is missing in memory is read once, on a virtual thread, before the request goes on.
 */
@Singleton
public class HotPath {

    private static final int AFTER_BODY_LIMIT = 8_000;
    private static final String PATH = "/api/v1/licensing/validate";
    private static final String JSON = "application/json";
    private static final int MOST_BYTES = 16_384;
    private static final int MOST_READING = 64;
    private static final CharSequence ANSWER_TYPE = HttpHeaders.createOptimized(JSON);
    private static final CharSequence DIGEST = HttpHeaders.createOptimized(SignedAnswers.DIGEST);
    private static final CharSequence SIGNATURE = HttpHeaders.createOptimized(SignedAnswers.SIGNATURE);
    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized(RequestIdFilter.HEADER);
    private static final CharSequence LIMIT_POLICY = HttpHeaders.createOptimized(LimitHeaders.POLICY);
    private static final CharSequence LIMIT = HttpHeaders.createOptimized(LimitHeaders.STATE);

    private final ClientAddress addresses;
    private final Ids ids;
    private final BodyHandler bodies = BodyHandler.create(false);
    private final Semaphore reading = new Semaphore(MOST_READING);
    private volatile @Nullable Open open;

    /** How plain validations were answered. */
    public enum Way {
        MEMORY,
        /** From memory, after the license was read into it. */
        READ_FIRST,
        /** By the resource, from the database. */
        LEFT_ALONE
    }

    public static final Counted<Way> ANSWERS =
            Counted.by(Way.class, "marque.hot.validations", "way", "Plain validations, by how they were answered");

    /** What there is once the process has started. */
    private record Open(HotValidation validation, ValidationLog log, boolean durable) {}

    @Inject
    public HotPath(ClientAddress addresses, Ids ids) {
        this.addresses = addresses;
        this.ids = ids;
    }

    /** Until then, everything goes to the resource. */
    public void open(HotValidation validation, ValidationLog log, boolean durable) {
        open = new Open(validation, log, durable);
    }

    void register(@Observes Filters filters) {
        filters.register(this::read, AFTER_BODY_LIMIT);
        filters.register(this::answer, AFTER_BODY_LIMIT - 1);
    }

    private void read(RoutingContext routing) {
        if (open != null && isPlain(routing.request())) {
            bodies.handle(routing);
        } else {
            routing.next();
        }
    }

    private static boolean isPlain(HttpServerRequest request) {
        if (request.method() != HttpMethod.POST
                || !PATH.equals(request.uri())
                || request.version() != HttpVersion.HTTP_1_1) {
            return false;
        }
        MultiMap headers = request.headers();
        String type = headers.get(HttpHeaders.CONTENT_TYPE);
        String accept = headers.get(HttpHeaders.ACCEPT);
        return JSON.equals(type)
                && (accept == null || accept.equals("*/*") || accept.equals(JSON))
                && isSmall(headers.get(HttpHeaders.CONTENT_LENGTH))
                && !headers.contains(HttpHeaders.CONTENT_ENCODING)
                && !headers.contains(HttpHeaders.TRANSFER_ENCODING)
                && !headers.contains(HttpHeaders.EXPECT)
                && !headers.contains(HttpHeaders.ORIGIN)
                && !headers.contains("Idempotency-Key")
                && !headers.contains(ChosenEnvironment.HEADER);
    }

    /** Not empty either: an empty body that was read here would be waited for by the resource. */
    private static boolean isSmall(@Nullable String length) {
        if (length == null || length.length() > 5) {
            return false;
        }
        int bytes = 0;
        for (int i = 0; i < length.length(); i++) {
            int digit = length.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            bytes = 10 * bytes + digit;
        }
        return bytes > 0 && bytes <= MOST_BYTES;
    }

    private void answer(RoutingContext routing) {
        Open now = open;
        Buffer body = routing.body().buffer();
        Call call = now == null || body == null || !isPlain(routing.request()) ? null : call(routing.request(), body);
        if (now == null || call == null) {
            routing.next();
            return;
        }
        switch (now.validation().answer(call)) {
            case Answered answered -> {
                ANSWERS.add(Way.MEMORY);
                send(routing, now, answered);
            }
            case Unanswered why when why == Unanswered.NOT_LOADED -> load(routing, now, call);
            case Unanswered _ -> leaveAlone(routing);
        }
    }

    private @Nullable Call call(HttpServerRequest request, Buffer body) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        String host = request.getHeader(HttpHeaders.HOST);
        if (authorization == null || host == null || host.isBlank()) {
            return null;
        }
        Optional<Credential> credential = Credential.parse(authorization);
        if (credential.isEmpty() || !credential.get().scheme().equals("license")) {
            return null;
        }
        try {
            return new Call(
                    credential.get().value(),
                    addresses.of(request),
                    new AnswerSignature.Request("POST", PATH, host),
                    body.getBytes());
        } catch (IllegalArgumentException malformedHost) {
            return null;
        }
    }

    private void load(RoutingContext routing, Open now, Call call) {
        if (!reading.tryAcquire()) {
            leaveAlone(routing);
            return;
        }
        Context loop = routing.vertx().getOrCreateContext();
        Thread.ofVirtual().name("marque-hot").start(() -> {
            try {
                now.validation().load(call);
            } catch (RuntimeException unavailable) {
                // The resource finds the same, and says so.
            } finally {
                reading.release();
            }
            loop.runOnContext(_ -> answerLoaded(routing, now, call));
        });
    }

    private void answerLoaded(RoutingContext routing, Open now, Call call) {
        try {
            if (now.validation().answer(call) instanceof Answered answered) {
                ANSWERS.add(Way.READ_FIRST);
                send(routing, now, answered);
            } else {
                leaveAlone(routing);
            }
        } catch (RuntimeException e) {
            // Nobody else would: this runs outside of the router.
            routing.fail(e);
        }
    }

    private static void leaveAlone(RoutingContext routing) {
        ANSWERS.add(Way.LEFT_ALONE);
        routing.next();
    }

    private void send(RoutingContext routing, Open now, Answered answered) {
        if (!now.durable()) {
            now.log().add(answered.line(), null);
            write(routing, answered);
            return;
        }
        Context loop = routing.vertx().getOrCreateContext();
        Consumer<Boolean> committed = written -> loop.runOnContext(_ -> {
            if (written) {
                write(routing, answered);
            } else {
                routing.next();
            }
        });
        if (!now.log().add(answered.line(), committed)) {
            routing.next();
        }
    }

    private void write(RoutingContext routing, Answered answered) {
        HttpServerResponse response = routing.response();
        if (response.closed()) {
            return;
        }
        AnswerSignature.Headers signed = answered.headers();
        MultiMap headers = response.headers();
        headers.set(HttpHeaders.CONTENT_TYPE, ANSWER_TYPE);
        headers.set(HttpHeaders.DATE, signed.date());
        headers.set(DIGEST, signed.digest());
        headers.set(SIGNATURE, signed.signature());
        headers.set(REQUEST_ID, RequestIdFilter.idFor(routing.request().getHeader(REQUEST_ID), ids));
        headers.set(LIMIT_POLICY, LimitHeaders.policy(answered.limit()));
        headers.set(LIMIT, LimitHeaders.state(answered.limit()));
        response.end(Buffer.buffer(answered.body()));
    }
}
