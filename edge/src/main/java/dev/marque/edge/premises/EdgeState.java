package dev.marque.edge.premises;

import dev.marque.edge.EdgeCode;
import dev.marque.keys.file.LicenseFileResult;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a server at a customer remembers from one start to the next.
 *
 * @param license that it gave seats of last; null before its first file
 * @param fileHash of the file and the settings that were taken last
 * @param fileIssued when that file was issued: an older one is not taken any more
 * @param seenAt the latest time that is known to have passed
 */
record EdgeState(
        @Nullable UUID license,
        @Nullable String number,
        @Nullable String fileHash,
        @Nullable Instant fileIssued,
        Instant seenAt) {

    static EdgeState unused(Instant now) {
        return new EdgeState(null, null, null, null, now);
    }

    EdgeState seen(Instant at) {
        return new EdgeState(license, number, fileHash, fileIssued, at);
    }

    /**
     * What the server goes by at the moment.
     *
     * @param trouble why its file does not count; null if it does
     * @param detail of the trouble, for people
     * @param file whose times are yet to be judged; null with trouble
     * @param text of the file, as programs may have it; null if there is none
     */
    record Standing(
            @Nullable EdgeCode trouble,
            String detail,
            LicenseFileResult.@Nullable Valid file,
            @Nullable String text) {

        static Standing troubled(EdgeCode code, String detail, @Nullable String text) {
            return new Standing(code, detail, null, text);
        }

        @Override
        public String toString() {
            return "Standing[" + trouble + "]";
        }
    }
}
