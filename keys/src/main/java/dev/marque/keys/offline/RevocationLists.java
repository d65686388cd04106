package dev.marque.keys.offline;

import dev.marque.keys.json.Armor;
import dev.marque.keys.json.Json;
import dev.marque.keys.json.JsonException;
import dev.marque.keys.json.StrictBase64;
import dev.marque.keys.sign.SignatureProvider;
import dev.marque.keys.sign.SignatureProviders;
import dev.marque.keys.sign.SigningKey;
import dev.marque.keys.sign.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads revocation lists: an armor around {@code {"enc","sig","alg","kid"}}, like a license file, but with
 * the name of the key. The signature covers {@code revocations/} followed by {@code enc}. There is one text for each
 * list and signature.
 */
public final class RevocationLists {

    /** The longest text that is read and written. */
    public static final int MAX_CHARS = 2_000_000;

    private static final Armor ARMOR = new Armor("REVOCATION LIST");
    private static final String SIGNED_PREFIX = "revocations/";
    private static final String HOW = "base64+";
    private static final int PARTS = 4;

    private RevocationLists() {}

    /** What came of a list that somebody brought. */
    public sealed interface Intake {

        /** It is the one to go by from now on. */
        record Taken(RevocationList list) implements Intake {}

        /** The one that was there stays. */
        record Refused(Reason reason) implements Intake {}
    }

    /** Why a list is not taken. */
    public enum Reason {
        /** No list, damaged, or not signed by a key that counts. */
        NOT_GENUINE,
        /** Of another vendor, or about another product. */
        ANOTHER_LIST,
        /** The one that is there is later, or this very one. */
        NOT_LATER
    }

    /** Writes a list with the fastest provider. */
    public static String write(RevocationList list, SigningKey key) {
        String enc = StrictBase64.encode(Json.writeBytes(list.payload()));
        byte[] signature = SignatureProviders.fastest().signForFile(key.algorithm(), key.privateKey(), signedText(enc));
        Map<String, String> envelope = new LinkedHashMap<>();
        envelope.put("enc", enc);
        envelope.put("sig", StrictBase64.encode(signature));
        envelope.put("alg", HOW + key.algorithm().fileName());
        envelope.put("kid", key.kid());
        return ARMOR.write(Json.writeBytes(envelope));
    }

    /**
     * Takes a list in where another may be already. Never throws.
     *
     * @param current the one to go by until now; the keys that it revokes are not believed
     * @param keys those that may have signed
     */
    public static Intake takeIn(@Nullable RevocationList current, String text, Collection<VerificationKey> keys) {
        Optional<RevocationList> read = read(
                text,
                keys.stream()
                        .filter(key -> current == null || !current.revokedKeys().contains(key.kid()))
                        .toList());
        if (read.isEmpty()) {
            return new Intake.Refused(Reason.NOT_GENUINE);
        }
        RevocationList list = read.get();
        if (current != null && !list.isAbout(current)) {
            return new Intake.Refused(Reason.ANOTHER_LIST);
        }
        return current != null && list.number() <= current.number()
                ? new Intake.Refused(Reason.NOT_LATER)
                : new Intake.Taken(list);
    }

    /** Reads a list. Nothing for what is none or not genuine; never throws. */
    public static Optional<RevocationList> read(String text, Collection<VerificationKey> keys) {
        byte[] content = text.length() > MAX_CHARS || !ARMOR.opens(text) ? null : ARMOR.read(text);
        try {
            return content == null ? Optional.empty() : read(Json.readObject(content), keys);
        } catch (JsonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<RevocationList> read(
            Map<String, ? extends @Nullable Object> envelope, Collection<VerificationKey> keys) throws JsonException {
        if (envelope.size() != PARTS
                || !(envelope.get("enc") instanceof String enc)
                || !(envelope.get("sig") instanceof String sig)) {
            return Optional.empty();
        }
        byte[] signature = StrictBase64.decode(sig);
        Optional<VerificationKey> signer = keys.stream()
                .filter(key -> key.kid().equals(envelope.get("kid")))
                .filter(key -> (HOW + key.algorithm().fileName()).equals(envelope.get("alg")))
                .findFirst();
        SignatureProvider provider = SignatureProviders.fastest();
        if (signature == null
                || signer.isEmpty()
                || !provider.verify(signer.get().algorithm(), signer.get().publicKey(), signedText(enc), signature)) {
            return Optional.empty();
        }
        byte[] json = StrictBase64.decode(enc);
        if (json == null) {
            return Optional.empty();
        }
        RevocationList list = RevocationList.of(Json.readObject(json));
        // Whoever stole a key could otherwise sign lists until the end of time.
        return Optional.of(list)
                .filter(read -> !read.revokedKeys().contains(signer.get().kid()));
    }

    private static byte[] signedText(String enc) {
        return (SIGNED_PREFIX + enc).getBytes(StandardCharsets.UTF_8);
    }
}
