package dev.marque.sdk.store;

import dev.marque.keys.json.Json;
import dev.marque.keys.json.JsonException;
import dev.marque.sdk.http.Fields;
import dev.marque.sdk.http.SignedAnswer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept between two starts. All that counts is signed and checked again when it is read; the rest are times, which
 * only make an end come earlier.
 *
 * @param answer the last answer to {@code validate} or {@code activate}, whatever it said
 * @param yes the field of that answer which says whether it is granted
 * @param file the last license or machine file
 * @param fetched whether the program fetched that file itself, after the server had answered; somebody brought it otherwise
 * @param fileAskedAt when a file was last asked for, granted or not
 * @param seen the latest signed time
 * @param recorded the latest time of this machine's clock
 * @param offset what has to be added to that clock
 * @param lease the last answer about a seat that was borrowed
 * @param keySet the key set that was fetched last
 * @param request the nonce of the activation request that waits for its file
 * @param list the latest revocation list
 */
public record Memory(
        @Nullable SignedAnswer answer,
        String yes,
        @Nullable String file,
        boolean fetched,
        Instant fileAskedAt,
        Instant seen,
        Instant recorded,
        Duration offset,
        @Nullable SignedAnswer lease,
        @Nullable String keySet,
        @Nullable String request,
        @Nullable String list) {

    public static final Memory EMPTY = new Memory(
            null,
            "valid",
            null,
            false,
            Instant.EPOCH,
            Instant.EPOCH,
            Instant.EPOCH,
            Duration.ZERO,
            null,
            null,
            null,
            null);

    private static final String FILE = "license";

    /** Reads it from the folder; empty if there is none that can be read here. */
    public static Memory in(Folder folder) throws IOException {
        byte[] json = folder.read(FILE);
        if (json == null) {
            return EMPTY;
        }
        try {
            return of(new Fields(Json.readObject(json)));
        } catch (JsonException e) {
            return EMPTY;
        }
    }

    /** Writes it to the folder. */
    public void to(Folder folder) throws IOException {
        folder.write(FILE, Json.writeBytes(json()));
    }

    /** When a process last wrote it. */
    public static Instant written(Folder folder) throws IOException {
        return folder.written(FILE);
    }

    private Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("format", 1L);
        json.put("answer", answer == null ? null : answer.toJson());
        json.put("yes", yes);
        json.put("file", file);
        json.put("fetched", fetched);
        json.put("fileAskedAt", fileAskedAt.toString());
        json.put("seen", seen.toString());
        json.put("recorded", recorded.toString());
        json.put("offsetSeconds", offset.toSeconds());
        json.put("lease", lease == null ? null : lease.toJson());
        json.put("keySet", keySet);
        json.put("request", request);
        json.put("list", list);
        return json;
    }

    private static Memory of(Fields json) {
        Long offset = json.number("offsetSeconds");
        return new Memory(
                SignedAnswer.fromJson(json.object("answer")),
                json.text("yes"),
                json.textIf("file").orElse(null),
                json.yes("fetched"),
                time(json, "fileAskedAt"),
                time(json, "seen"),
                time(json, "recorded"),
                Duration.ofSeconds(offset == null ? 0 : offset),
                SignedAnswer.fromJson(json.object("lease")),
                json.textIf("keySet").orElse(null),
                json.textIf("request").orElse(null),
                json.textIf("list").orElse(null));
    }

    private static Instant time(Fields json, String name) {
        Instant time = json.instant(name);
        return time == null ? Instant.EPOCH : time;
    }

    public Memory answered(SignedAnswer signed, String field) {
        return new Memory(
                signed, field, file, fetched, fileAskedAt, seen, recorded, offset, lease, keySet, request, list);
    }

    /** With a file that somebody brought. */
    public Memory withFile(String text, Instant at) {
        return withFile(text, false, at);
    }

    /** With a file that the server gave, or the one before if it gave none. */
    public Memory fetched(@Nullable String text, Instant askedAt) {
        return text == null ? withFile(file, fetched, askedAt) : withFile(text, true, askedAt);
    }

    private Memory withFile(@Nullable String text, boolean own, Instant askedAt) {
        return new Memory(answer, yes, text, own, askedAt, seen, recorded, offset, lease, keySet, request, list);
    }

    public Memory times(Instant signed, Instant shown, Duration off) {
        return new Memory(answer, yes, file, fetched, fileAskedAt, signed, shown, off, lease, keySet, request, list);
    }

    public Memory leased(@Nullable SignedAnswer signed) {
        return new Memory(
                answer, yes, file, fetched, fileAskedAt, seen, recorded, offset, signed, keySet, request, list);
    }

    public Memory withKeySet(String jwks) {
        return new Memory(answer, yes, file, fetched, fileAskedAt, seen, recorded, offset, lease, jwks, request, list);
    }

    public Memory asking(@Nullable String nonce) {
        return new Memory(answer, yes, file, fetched, fileAskedAt, seen, recorded, offset, lease, keySet, nonce, list);
    }

    public Memory listed(String text) {
        return new Memory(
                answer, yes, file, fetched, fileAskedAt, seen, recorded, offset, lease, keySet, request, text);
    }

    /** Nothing of the license any more; what the vendor has revoked stays revoked. */
    public Memory withoutLicense() {
        return list == null ? EMPTY : EMPTY.listed(list);
    }

    @Override
    public String toString() {
        return "Memory[" + answer + "]";
    }
}
