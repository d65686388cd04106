package dev.marque.keys.offline;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.license.CodeGroups;
import dev.marque.keys.license.CodeGroups.Typed;
import dev.marque.keys.license.LicenseKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Codes to read over the phone. The machine shows a request of 25 characters: 40 bits of the hash of its license key and
 * 80 of its own. Who is at the server reads out a response of 20: a day, and 80 bits of an HMAC under the license key
 * over machine and day.
 *
 * <p>A response proves that its maker knows the license key, and no more than that: whoever has the key and takes the
 * program apart can make one. Files are signed and prove more. See ADR 0024.
 */
public final class PhoneCodes {

    private static final int REQUEST_CHARS = 25;
    private static final int RESPONSE_CHARS = 20;
    private static final int REQUEST_MARK = 1;
    private static final int RESPONSE_MARK = 2;
    private static final int LICENSE_DIGITS = 8;
    private static final int MACHINE_DIGITS = 16;
    private static final int DAY_DIGITS = 3;
    private static final int MAC_DIGITS = 16;
    private static final String PURPOSE = "phone-response";
    private static final LocalDate FIRST_DAY = LocalDate.of(2020, 1, 1);

    /** The first day that a response cannot name any more. */
    private static final LocalDate END_OF_DAYS = FIRST_DAY.plusDays(1L << DAY_DIGITS * Bits.PER_DIGIT);

    private PhoneCodes() {}

    /**
     * What a request says.
     *
     * @param licenseHash the first 40 bits of {@link LicenseKeys#lookupHash}, as a number
     * @param machine 16 characters that the same machine always has
     */
    public record Request(long licenseHash, String machine) {

        /** Whether it names the license of this key. */
        public boolean names(String licenseKey) {
            return licenseHash == hash(licenseKey);
        }
    }

    /** What the machine shows. */
    public static String request(String licenseKey, Fingerprint fingerprint) {
        List<Integer> digits = new ArrayList<>(Bits.of(hash(licenseKey), LICENSE_DIGITS));
        digits.addAll(machineDigits(fingerprint));
        return CodeGroups.write(digits, REQUEST_MARK);
    }

    /** Reads a request as somebody typed it. Nothing for a wrong one; never throws. */
    public static Optional<Request> readRequest(String typed) {
        Typed read = CodeGroups.read(typed, REQUEST_CHARS, REQUEST_MARK);
        if (read.fault() != null) {
            return Optional.empty();
        }
        return Optional.of(new Request(
                Bits.number(read.digits().subList(0, LICENSE_DIGITS)),
                CodeGroups.text(read.digits().subList(LICENSE_DIGITS, LICENSE_DIGITS + MACHINE_DIGITS))));
    }

    /** The 16 characters that stand for a machine in requests. */
    public static String machine(Fingerprint fingerprint) {
        return CodeGroups.text(machineDigits(fingerprint));
    }

    /**
     * What is read out to the machine.
     *
     * @param until the first day, in UTC, on which it does not count any more; 2020 to 2109
     */
    public static String response(String licenseKey, String machine, LocalDate until) {
        if (until.isBefore(FIRST_DAY) || !until.isBefore(END_OF_DAYS)) {
            throw new IllegalArgumentException("a response ends between 2020 and 2109");
        }
        List<Integer> digits = new ArrayList<>(Bits.of(ChronoUnit.DAYS.between(FIRST_DAY, until), DAY_DIGITS));
        digits.addAll(macDigits(licenseKey, machine, until));
        return CodeGroups.write(digits, RESPONSE_MARK);
    }

    /**
     * Until when a machine may go on by what somebody typed into it; nothing when the response is not for this license
     * and machine. Never throws.
     */
    public static Optional<Instant> readResponse(String typed, String licenseKey, Fingerprint fingerprint) {
        Typed read = CodeGroups.read(typed, RESPONSE_CHARS, RESPONSE_MARK);
        if (read.fault() != null) {
            return Optional.empty();
        }
        LocalDate until = FIRST_DAY.plusDays(Bits.number(read.digits().subList(0, DAY_DIGITS)));
        List<Integer> mac = read.digits().subList(DAY_DIGITS, DAY_DIGITS + MAC_DIGITS);
        // Who would measure the time of the comparison has the license key, and need not guess.
        return mac.equals(macDigits(licenseKey, machine(fingerprint), until))
                ? Optional.of(until.atStartOfDay(ZoneOffset.UTC).toInstant())
                : Optional.empty();
    }

    private static List<Integer> macDigits(String licenseKey, String machine, LocalDate until) {
        return Bits.first(KeyMac.of(licenseKey, PURPOSE, machine + "/" + until), MAC_DIGITS);
    }

    private static List<Integer> machineDigits(Fingerprint fingerprint) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(("machine/" + fingerprint.value()).getBytes(StandardCharsets.US_ASCII));
            return Bits.first(hash, MACHINE_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long hash(String licenseKey) {
        return Bits.number(Bits.first(LicenseKeys.lookupHash(licenseKey), LICENSE_DIGITS));
    }
}
