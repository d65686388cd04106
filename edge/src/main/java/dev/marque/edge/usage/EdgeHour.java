package dev.marque.edge.usage;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An hour of a server at a customer, as the vendor keeps it.
 *
 * @param edge the fingerprint of the server
 * @param contradicted whether it was told again in another way, as two copies of one server would
 */
public record EdgeHour(
        UUID id,
        UUID licenseId,
        String edge,
        Instant startsAt,
        int seats,
        int holders,
        List<String> holderHashes,
        int denials,
        Instant receivedAt,
        boolean contradicted) {

    public EdgeHour {
        holderHashes = List.copyOf(holderHashes);
    }
}
