package dev.marque.keys.sign;

import java.security.Key;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Keys in the form that one library works with. Reading a key costs as much as a signature; a key is used often, and
 * what was read is forgotten with the key's last reference. Thread-safe.
 */
final class ReadKeys<V> {

    /** How a library reads a key. */
    interface Reading<K extends Key, V, E extends Exception> {
        V read(K key) throws E;
    }

    private final Map<Key, V> known = Collections.synchronizedMap(new WeakHashMap<>());

    /** The key as the library has it; two threads may read a new key at the same time, and either result is good. */
    <K extends Key, E extends Exception> V of(K key, Reading<K, V, E> reading) throws E {
        V read = known.get(key);
        if (read == null) {
            read = reading.read(key);
            known.put(key, read);
        }
        return read;
    }
}
