package dev.marque.platform.idempotency.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.marque.platform.identity.Actor;
import dev.marque.platform.secrets.Tokens;
import dev.marque.platform.tenant.EnvironmentCode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.UriInfo;
import java.util.HexFormat;
import java.util.TreeMap;

/** The hash over everything that makes a request this request: environment, method, address and the bytes of the body. */
@RequestScoped
public class RequestHash {

    private String body = "";

    void bodyIs(byte[] bytes) {
        body = hash(bytes);
    }

    byte[] of(Actor caller, String method, UriInfo address) {
        // What may hold anything stands last or is hashed first, so that no two requests give the same text.
        String query = new TreeMap<>(address.getQueryParameters()).toString();
        EnvironmentCode environment = caller.environment();
        String where = environment.equals(EnvironmentCode.PRODUCTION) ? "" : environment + " ";
        return Tokens.sha256(where + method + " " + body + " " + hash(query.getBytes(UTF_8)) + " " + address.getPath());
    }

    private static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(Tokens.sha256(bytes));
    }
}
