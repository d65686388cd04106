package dev.marque.licensing.license.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.license.http.LicenseBatchesResource.BatchLicense;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a batch: one for each license, then one that ends them. Some are written and sent before the next are issued,
 * so that a client who reads slowly is waited for.
 */
final class BatchLines {

    /** All is there. */
    record End(int count) {}

    /** The rest is missing, and why. */
    record BrokenOff(int count, Reason problem) {}

    record Reason(String code, @Nullable String detail) {}

    private final ObjectMapper json;
    private final OutputStream out;
    private int count;

    BatchLines(ObjectMapper json, OutputStream out) {
        this.json = json;
        this.out = out;
    }

    /** Writes those that are issued already, then the others as they are issued. */
    void write(List<IssuedLicense> issued, Iterator<List<IssuedLicense>> others) throws IOException {
        write(issued);
        while (others.hasNext()) {
            List<IssuedLicense> next;
            try {
                next = others.next();
            } catch (ProblemException problem) {
                line(new BrokenOff(count, new Reason(problem.type().code(), problem.getMessage())));
                return;
            }
            write(next);
        }
        line(new End(count));
    }

    private void write(List<IssuedLicense> licenses) throws IOException {
        for (IssuedLicense issued : licenses) {
            line(BatchLicense.of(count++, issued));
        }
        out.flush();
    }

    private void line(Object line) throws IOException {
        out.write(json.writeValueAsBytes(line));
        out.write('\n');
    }
}
