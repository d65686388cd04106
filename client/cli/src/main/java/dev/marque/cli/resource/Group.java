package dev.marque.cli.resource;

import java.util.List;

/** A group of commands: those of one resource. */
public record Group(String name, String summary, List<Entry> entries) {

    public Group {
        entries = List.copyOf(entries);
    }
}
