package dev.marque.keys.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The version of a program, ordered as Semantic Versioning 2.0 orders them, for one to six numbers: {@code 4.2},
 * {@code v4.2.0-rc.1}, {@code 10.0.19045.3803}. Missing numbers count as zero, what follows a plus sign is dropped, and
 * versions that compare as equal are equal.
 *
 * @param numbers at least three; no trailing zeros beyond the third
 * @param preRelease the identifiers after the hyphen, none for a release
 */
public record Version(List<Long> numbers, List<String> preRelease) implements Comparable<Version> {

    private static final int MIN_NUMBERS = 3;
    private static final int MAX_CHARS = 128;
    private static final Pattern FORM = Pattern.compile("v?([0-9]{1,12}(?:\\.[0-9]{1,12}){0,5})"
            + "(?:-([0-9A-Za-z-]{1,64}(?:\\.[0-9A-Za-z-]{1,64})*))?(?:\\+[0-9A-Za-z.-]+)?");
    private static final Pattern NUMERIC = Pattern.compile("[0-9]{1,18}");
    private static final Pattern LEADING_ZEROS = Pattern.compile("^0+(?=[0-9])");

    public Version {
        List<Long> normal = new ArrayList<>(numbers);
        if (normal.isEmpty() || normal.stream().anyMatch(n -> n < 0)) {
            throw new IllegalArgumentException("a version has numbers that are not negative");
        }
        while (normal.size() < MIN_NUMBERS) {
            normal.add(0L);
        }
        while (normal.size() > MIN_NUMBERS && normal.get(normal.size() - 1) == 0) {
            normal.remove(normal.size() - 1);
        }
        numbers = List.copyOf(normal);
        preRelease = preRelease.stream()
                .map(id -> NUMERIC.matcher(id).matches()
                        ? LEADING_ZEROS.matcher(id).replaceFirst("")
                        : id)
                .collect(Collectors.toUnmodifiableList());
    }

    /**
     * Reads a version.
     *
     * @throws IllegalArgumentException when the text is none
     */
    public static Version of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("a version looks like 4.2.0 or 4.2.0-rc.1"));
    }

    /** Reads a version; nothing when the text is none. */
    public static Optional<Version> parse(String text) {
        if (text.length() > MAX_CHARS) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<Long> numbers = Arrays.stream(matcher.group(1).split("\\.", -1))
                .map(Long::valueOf)
                .collect(Collectors.toList());
        String pre = matcher.group(2);
        return Optional.of(new Version(numbers, pre == null ? List.of() : List.of(pre.split("\\.", -1))));
    }

    @Override
    public int compareTo(Version other) {
        for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
            int order = Long.compare(number(i), other.number(i));
            if (order != 0) {
                return order;
            }
        }
        if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
            // A release comes after its pre-releases.
            return Boolean.compare(preRelease.isEmpty(), other.preRelease.isEmpty());
        }
        for (int i = 0; i < Math.min(preRelease.size(), other.preRelease.size()); i++) {
            int order = compareIdentifiers(preRelease.get(i), other.preRelease.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(preRelease.size(), other.preRelease.size());
    }

    private long number(int i) {
        return i < numbers.size() ? numbers.get(i) : 0;
    }

    private static int compareIdentifiers(String a, String b) {
        boolean aNumeric = NUMERIC.matcher(a).matches();
        boolean bNumeric = NUMERIC.matcher(b).matches();
        if (aNumeric && bNumeric) {
            return Long.compare(Long.parseLong(a), Long.parseLong(b));
        }
        // Numbers come before words.
        return aNumeric != bNumeric ? Boolean.compare(bNumeric, aNumeric) : a.compareTo(b);
    }

    @Override
    public String toString() {
        String text = numbers.stream().map(String::valueOf).collect(Collectors.joining("."));
        return preRelease.isEmpty() ? text : text + "-" + String.join(".", preRelease);
    }
}
