package dev.marque.cli.resource;

import java.util.Set;

/**
 * Records that people call by a name.
 *
 * @param collection as in the path: {@code licenses}
 * @param fields of bodies and queries that hold the id of such a record
 * @param operation the {@code operationId} of their list
 * @param name the field with the name; a filter of the list, if it has one of this name
 */
public record Known(String collection, Set<String> fields, String operation, String name) {

    public Known {
        fields = Set.copyOf(fields);
    }
}
