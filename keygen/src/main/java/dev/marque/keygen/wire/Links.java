package dev.marque.keygen.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of an account's records.
 *
 * @param account the tenant's id
 */
public record Links(UUID account) {

    /** {@code /v1/accounts/<account>/<path>}. */
    public String to(String path) {
        return base() + "/" + path;
    }

    public String base() {
        return "/v1/accounts/" + account;
    }

    /** A relationship to one record that is named. */
    public Map<String, @Nullable Object> one(String path, String type, @Nullable Object id) {
        Map<String, @Nullable Object> relationship = new LinkedHashMap<>();
        relationship.put("links", related(id == null && path.isEmpty() ? null : to(path)));
        relationship.put("data", id == null ? null : identifier(type, id));
        return relationship;
    }

    /** A relationship that has to be asked for. */
    public Map<String, @Nullable Object> many(String path) {
        Map<String, @Nullable Object> relationship = new LinkedHashMap<>();
        relationship.put("links", related(to(path)));
        return relationship;
    }

    /** A relationship that has to be asked for, and what is told of it beforehand. */
    public Map<String, @Nullable Object> many(String path, Map<String, ?> meta) {
        Map<String, @Nullable Object> relationship = many(path);
        relationship.put("meta", meta);
        return relationship;
    }

    /** The relationship to the account, which every record has. */
    public Map<String, @Nullable Object> ofAccount() {
        Map<String, @Nullable Object> relationship = new LinkedHashMap<>();
        relationship.put("links", related(base()));
        relationship.put("data", identifier("accounts", account));
        return relationship;
    }

    private static Map<String, @Nullable Object> related(@Nullable String address) {
        Map<String, @Nullable Object> links = new LinkedHashMap<>();
        links.put("related", address);
        return links;
    }

    private static Map<String, Object> identifier(String type, Object id) {
        Map<String, Object> identifier = new LinkedHashMap<>();
        identifier.put("type", type);
        identifier.put("id", id.toString());
        return identifier;
    }
}
