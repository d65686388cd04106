package dev.marque.app.http;

import dev.marque.platform.http.RemoteAddress;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** The address at the other end of the connection. */
@Singleton
public class ClientAddress implements RemoteAddress {

    private final HttpServerRequest request;

    @Inject
    public ClientAddress(HttpServerRequest request) {
        this.request = request;
    }

    @Override
    public String current() {
        return request.remoteAddress() == null
                ? "unknown"
                : String.valueOf(request.remoteAddress().hostAddress());
    }
}
