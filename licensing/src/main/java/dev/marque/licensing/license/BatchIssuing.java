package dev.marque.licensing.license;

import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Issues whole batches, some places at a time. Each time is one transaction: whoever stops in between, or is stopped, finds
 * what was issued when the batch is asked for again. Thread-safe.
 */
@Singleton
public class BatchIssuing {

    /** How many places are one transaction, and in memory at once. */
    private static final int CHUNK = 200;

    private final LicenseIssuing issuing;
    private final int atOnce;

    @Inject
    public BatchIssuing(LicenseIssuing issuing) {
        this(issuing, CHUNK);
    }

    /** @param atOnce how many places are one transaction */
    public BatchIssuing(LicenseIssuing issuing, int atOnce) {
        this.issuing = issuing;
        this.atOnce = atOnce;
    }

    /**
     * The licenses of the places from 0 on, in the order of their places. Each step issues what is missing of its places when
     * it is taken, and throws what {@link LicenseIssuing#issue(Actor, NewLicense, BatchPlaces)} throws.
     *
     * @param count how many, at least one
     */
    public Iterator<List<IssuedLicense>> issue(Actor actor, NewLicense input, String batch, int count) {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < count;
            }

            @Override
            public List<IssuedLicense> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("the batch has " + count + " places");
                }
                BatchPlaces places = new BatchPlaces(batch, next, Math.min(atOnce, count - next));
                List<IssuedLicense> licenses = issuing.issue(actor, input, places);
                next += places.count();
                return licenses;
            }
        };
    }
}
