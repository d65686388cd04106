package dev.marque.platform.idempotency.http;

import dev.marque.platform.secrets.Tokens;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.UriInfo;
import java.util.HexFormat;
import java.util.TreeMap;

/** The hash over everything that makes a request this request: method, address and the bytes of the body. */
@RequestScoped
public class RequestHash {

    private String body = "";

    void bodyIs(byte[] bytes) {
        body = HexFormat.of().formatHex(Tokens.sha256(bytes));
    }

    byte[] of(String method, UriInfo address) {
        // The last two cannot hold a line feed and the first has none: no two requests give the same text.
        return Tokens.sha256(
                body + "\n" + method + "\n" + new TreeMap<>(address.getQueryParameters()) + "\n" + address.getPath());
    }
}
