package dev.marque.sdk;

import dev.marque.keys.offline.RevocationList;
import dev.marque.sdk.run.AirGap;
import dev.marque.sdk.run.Meters;
import dev.marque.sdk.run.Seats;
import dev.marque.sdk.run.Session;
import dev.marque.sdk.run.Settings;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The license of a program. Made once, with {@link #builder()}, and asked wherever it matters; closed when the program ends.
 *
 * <p>Checks ({@code is…}, {@code has…}, {@code require…}, {@code check…}) answer from memory: they ask neither disk nor
 * network, take no lock and allocate nothing but their refusal. What they go by is asked of the server in the background.
 * Calls that do wait for the server say so. All of it is thread-safe.
 */
public final class Marque implements AutoCloseable {

    private final Session session;
    private final Seats seats;
    private final Meters meters;
    private final AirGap airGap;

    Marque(Settings settings) {
        this.session = Session.start(settings);
        this.seats = new Seats(session);
        this.meters = new Meters(session);
        this.airGap = new AirGap(session);
    }

    /** Begins. */
    public static MarqueBuilder builder() {
        return new MarqueBuilder();
    }

    /** Whether the program may run, and why. */
    public LicenseStatus status() {
        return session.current().status();
    }

    /** Whether the program may run. */
    public boolean isValid() {
        return session.current().status().usable();
    }

    /** @throws LicenseException if the program may not run */
    public void requireValid() {
        session.current().requireUsable();
    }

    /** Whether the program may run, with this feature. */
    public boolean hasFeature(String feature) {
        return session.current().has(feature);
    }

    /**
     * Goes on only with a feature.
     *
     * @throws FeatureMissingException if the license does not include it
     * @throws LicenseException if the program may not run at all
     */
    public void requireFeature(String feature) {
        session.current().requireFeature(feature);
    }

    /** The features of the license by code, with their values: true, a Long, a text, a map or a list. */
    public Map<String, Object> features() {
        return session.current().features();
    }

    /** The features' codes. */
    public Set<String> featureCodes() {
        return features().keySet();
    }

    /**
     * Goes on only within a limit: one of the license, the most that a meter allows, or the quantity of a feature, in this
     * order. What the license does not limit has no end.
     *
     * @param wanted how many there would be
     * @throws LimitExceededException if the license allows fewer
     * @throws LicenseException if the program may not run at all
     */
    public void checkLimit(String limit, long wanted) {
        session.current().requireWithin(limit, wanted);
    }

    /** How many the license allows; empty for no end. */
    public Optional<Long> limit(String name) {
        return Optional.ofNullable(session.current().limit(name));
    }

    /**
     * Uses something that a meter counts: asks the server, and waits for it. While it is out of reach, what was left when it
     * last answered decides, and the use is told later, once.
     *
     * @param amount 1 or more
     */
    public Consumption consume(String meter, long amount) throws InterruptedException {
        requirePositive(amount);
        return meters.consume(meter, amount);
    }

    /**
     * Counts what was used, without asking: told in the background, in sums. For API calls, workflow runs and the like.
     *
     * @param amount 1 or more
     */
    public void count(String meter, long amount) {
        requirePositive(amount);
        session.usage().count(meter, amount);
    }

    /**
     * Notes how much there is now on this machine, such as bytes of storage: the latest counts.
     *
     * @param amount 0 or more
     */
    public void report(String meter, long amount) {
        if (amount < 0) {
            throw new IllegalArgumentException("an amount is not negative");
        }
        session.usage().level(meter, amount);
    }

    /** Notes that somebody, or something, was active; each counts once in a period. */
    public void seen(String meter, String member) {
        session.usage().member(meter, member);
    }

    /** Notes that a feature was used, for statistics. */
    public void used(String feature) {
        session.usage().feature(feature);
    }

    /** Brings what was counted to the disk now; it is done every ten seconds and at the end anyway. */
    public void saveUsage() {
        session.usage().save();
    }

    /** Asks the server now, and waits for its answer or its silence: for a button, or after a key was entered. */
    public LicenseStatus checkNow() throws InterruptedException {
        return session.ask();
    }

    /** Takes a seat of a floating license, and waits for the answer. From then on it is renewed in the background. */
    public SeatAnswer acquireSeat() throws InterruptedException {
        return seats.acquire();
    }

    /** Gives the seat, or the place in the queue, back. */
    public SeatAnswer releaseSeat() throws InterruptedException {
        return seats.release();
    }

    /** Takes the seat along, to where there is no network, until then. */
    public SeatAnswer borrowSeat(Instant until) throws InterruptedException {
        return seats.borrow(until);
    }

    /** Gives a seat back that was taken along. */
    public SeatAnswer returnSeat() throws InterruptedException {
        return seats.giveBack();
    }

    /** A request for a machine that never reaches the server: somebody brings it there, and brings a file back. */
    public String activationRequest() {
        return airGap.request();
    }

    /**
     * Takes in a license or machine file.
     *
     * @throws LicenseException {@code FILE_REFUSED} if it is not the vendor's, or not for this program on this machine
     */
    public LicenseStatus installFile(String file) {
        return airGap.install(file);
    }

    /**
     * Takes in a list of suspended and revoked licenses and of revoked keys: from then on it counts, also after the next
     * start, until a later one or a later word of the server's. The list that is here already does no harm.
     *
     * @param list its text: {@code -----BEGIN REVOCATION LIST-----…}
     * @return how the license stands by it
     * @throws LicenseException {@code LIST_REFUSED} if it is damaged, not the vendor's, about another product, or older than
     *     the one that counts
     */
    public LicenseStatus installRevocationList(String list) {
        return airGap.installList(list);
    }

    /** The list that counts: its number, and by when a later one should be there. Empty if none was ever brought. */
    public Optional<RevocationList> revocationList() {
        return airGap.list();
    }

    /**
     * Gives the seat of a machine file up. The program is refused from now on; the text proves it to the server.
     *
     * @throws LicenseException {@code NOT_ACTIVATED} if there is no machine file
     */
    public String signOff() {
        return airGap.signOff();
    }

    /** What the machine looks like to the server: for support, and for license files that are limited to machines. */
    public String machine() {
        return session.settings().fingerprint().value();
    }

    private static void requirePositive(long amount) {
        if (amount < 1) {
            throw new IllegalArgumentException("an amount is 1 or more");
        }
    }

    /** Gives the seat back, tells what was used, and ends. What is asked afterwards is answered by what is known. */
    @Override
    public void close() {
        session.close();
    }

    @Override
    public String toString() {
        LicenseStatus status = status();
        return "Marque[" + status.code() + "]";
    }
}
