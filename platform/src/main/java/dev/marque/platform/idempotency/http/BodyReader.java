package dev.marque.platform.idempotency.http;

import dev.marque.platform.idempotency.IdempotencyKey;
import jakarta.inject.Inject;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Hashes the body of a request that carries a key, on its way to whoever reads it. */
@Provider
public class BodyReader implements ReaderInterceptor {

    private final RequestHash hash;

    @Inject
    public BodyReader(RequestHash hash) {
        this.hash = hash;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (context.getHeaders().containsKey(IdempotencyKey.HEADER)) {
            byte[] bytes = context.getInputStream().readAllBytes();
            hash.bodyIs(bytes);
            context.setInputStream(new ByteArrayInputStream(bytes));
        }
        return context.proceed();
    }
}
