package dev.marque.keys.fingerprint;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a machine looks like: one value for all of it and, if the client can tell, its components (MAC addresses, CPU
 * id, system UUID, …), each hashed before it left the machine.
 *
 * @param value 1 to 255 printable ASCII characters
 * @param components at most 32; names of {@code [a-z0-9_.-]{1,40}}, values like {@code value}
 */
public record Fingerprint(String value, SortedMap<String, String> components) {

    /** The most components that a fingerprint has. */
    public static final int MAX_COMPONENTS = 32;

    private static final int MAX_VALUE = 255;
    private static final Pattern NAME = Pattern.compile("[a-z0-9_.-]{1,40}");

    public Fingerprint {
        requirePrintable("a fingerprint", value);
        if (components.size() > MAX_COMPONENTS) {
            throw new IllegalArgumentException("a fingerprint has at most 32 components");
        }
        SortedMap<String, String> copy = new TreeMap<>();
        for (Map.Entry<String, String> component : components.entrySet()) {
            if (!NAME.matcher(component.getKey()).matches()) {
                throw new IllegalArgumentException("a component's name has 1 to 40 of a-z, 0-9, '_', '.' and '-'");
            }
            requirePrintable("a component", component.getValue());
            copy.put(component.getKey(), component.getValue());
        }
        components = Collections.unmodifiableSortedMap(copy);
    }

    /** A fingerprint without components. */
    public static Fingerprint of(String value) {
        return new Fingerprint(value, Collections.emptySortedMap());
    }

    /** A fingerprint with components. */
    public static Fingerprint of(String value, Map<String, String> components) {
        return new Fingerprint(value, new TreeMap<>(components));
    }

    /** How many of this fingerprint's components the other has with the same value. */
    public int equalComponents(Fingerprint other) {
        int equal = 0;
        for (Map.Entry<String, String> component : components.entrySet()) {
            if (component.getValue().equals(other.components.get(component.getKey()))) {
                equal++;
            }
        }
        return equal;
    }

    /** The names of those components that the other has with another value, or not at all. */
    public SortedSet<String> differences(Fingerprint other) {
        SortedSet<String> different = new TreeSet<>();
        for (Map.Entry<String, String> component : components.entrySet()) {
            if (!component.getValue().equals(other.components.get(component.getKey()))) {
                different.add(component.getKey());
            }
        }
        return different;
    }

    /**
     * This fingerprint, with the other's values of those of these components that both have. It neither gains nor loses a
     * component, and its value stays.
     */
    public Fingerprint adopting(Fingerprint other, Set<String> names) {
        SortedMap<String, String> adopted = new TreeMap<>(components);
        adopted.replaceAll((name, known) -> names.contains(name) ? other.components.getOrDefault(name, known) : known);
        return new Fingerprint(value, adopted);
    }

    private static void requirePrintable(String what, String text) {
        if (text.isEmpty() || text.length() > MAX_VALUE || !text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new IllegalArgumentException(what + " has 1 to 255 printable ASCII characters");
        }
    }
}
