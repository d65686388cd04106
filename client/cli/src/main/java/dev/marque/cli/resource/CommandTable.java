package dev.marque.cli.resource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The table of commands, {@code commands.txt}.
 *
 * @param without operations that are no command, and why
 */
public record CommandTable(List<Group> groups, List<Known> known, Map<String, String> without) {

    private static final String FILE = "/dev/marque/cli/commands.txt";

    public CommandTable {
        groups = List.copyOf(groups);
        known = List.copyOf(known);
        without = Map.copyOf(without);
    }

    /** What this program was built with. */
    public static CommandTable load() {
        try (InputStream file = Objects.requireNonNull(CommandTable.class.getResourceAsStream(FILE))) {
            return read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException for a line that means nothing */
    static CommandTable read(String text) {
        Reader reader = new Reader();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(reader::line);
        return reader.table();
    }

    private static final class Reader {

        private final List<Group> groups = new ArrayList<>();
        private final List<Known> known = new ArrayList<>();
        private final Map<String, String> without = new LinkedHashMap<>();
        private String name = "";
        private String summary = "";
        private List<String> columns = List.of();
        private List<Entry> entries = new ArrayList<>();

        void line(String line) {
            String[] words = line.split(" +");
            if (line.startsWith("[")) {
                endGroup();
                int end = line.indexOf(']');
                name = line.substring(1, end);
                summary = line.substring(end + 1).strip();
            } else if (words.length < 2) {
                throw new IllegalArgumentException("what does this mean: " + line);
            } else if (words[0].equals("known")) {
                known.add(new Known(words[1], Set.of(words[2].split(",")), words[3], words[4]));
            } else if (words[0].equals("without")) {
                without.put(words[1], String.join(" ", Arrays.asList(words).subList(2, words.length)));
            } else if (words[0].equals("columns")) {
                columns = List.of(words).subList(1, words.length);
            } else {
                entries.add(entry(List.of(words)));
            }
        }

        private Entry entry(List<String> words) {
            int bar = words.indexOf("|");
            int arrow = words.indexOf(">");
            return new Entry(
                    words.get(0),
                    words.get(1),
                    words.contains("!"),
                    arrow < 0 ? Optional.empty() : Optional.of(words.get(arrow + 1)),
                    bar < 0 ? columns : words.subList(bar + 1, words.size()));
        }

        private void endGroup() {
            if (!entries.isEmpty()) {
                groups.add(new Group(name, summary, entries));
            }
            entries = new ArrayList<>();
        }

        CommandTable table() {
            endGroup();
            return new CommandTable(groups, known, without);
        }
    }
}
