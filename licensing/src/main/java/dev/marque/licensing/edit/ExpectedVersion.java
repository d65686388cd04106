package dev.marque.licensing.edit;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The versions of a record that a caller is ready to change: what {@code If-Match} says. */
public final class ExpectedVersion {

    /** Whatever version there is. */
    public static final ExpectedVersion ANY = new ExpectedVersion(null);

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"([^\"]*)\"");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private final @Nullable Set<Integer> versions;

    private ExpectedVersion(@Nullable Set<Integer> versions) {
        this.versions = versions;
    }

    public static ExpectedVersion of(int version) {
        return new ExpectedVersion(Set.of(version));
    }

    /** Reads the header. A tag that Marque never gave fits no version; it is not an error of form (RFC 9110, 13.1.1). */
    public static ExpectedVersion ofIfMatch(@Nullable String header) {
        if (header == null || header.strip().equals("*")) {
            return ANY;
        }
        return new ExpectedVersion(TAG.matcher(header)
                .results()
                .map(tag -> tag.group(1))
                .filter(text -> NUMBER.matcher(text).matches())
                .map(Integer::valueOf)
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** The {@code ETag} of a version. Weak, because the same version may be written as different bytes. */
    public static String tag(int version) {
        return "W/\"" + version + "\"";
    }

    /** @throws ProblemException CHANGED_MEANWHILE when the record has another version */
    public void check(int actual) {
        if (versions != null && !versions.contains(actual)) {
            throw new ProblemException(
                    ProblemType.CHANGED_MEANWHILE, "The record is at version " + tag(actual) + " now.");
        }
    }
}
