package dev.marque.cli.docs;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Completion for bash 3.2 and later, and for zsh by its bashcompinit: one function that looks up where it is in a table
 * of words. (picocli's own is a function for each command, which is a megabyte here.)
 */
final class BashCompletion {

    private static final String FUNCTION = """
            # Completion of marque for bash
            _marque() {
              local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} place='' words='' i
              COMPREPLY=()
              for ((i = 1; i < COMP_CWORD; i++)); do
                case ${COMP_WORDS[i]} in
                  %1$s) i=$((i + 1)) ;;
                  -*) ;;
                  *)
                    _marque_words "${place:+$place }${COMP_WORDS[i]}"
                    [ -n "$words" ] || return
                    place="${place:+$place }${COMP_WORDS[i]}"
                    ;;
                esac
              done
              _marque_values "$place" "$prev"
              if [ "$words" = FILE ]; then
                COMPREPLY=($(compgen -f -- "$cur"))
                return
              elif [ -z "$words" ]; then
                _marque_words "$place"
                case $words$cur in *-*) words="$words %2$s" ;; esac
              fi
              COMPREPLY=($(compgen -W "$words" -- "$cur"))
            }
            _marque_words() {
              case $1 in
            %3$s    *) words='' ;;
              esac
            }
            _marque_values() {
              case $2 in -*) ;; *) words=''; return ;; esac
              case "$1 $2" in
            %4$s    *) words='' ;;
              esac
            }
            complete -F _marque marque
            """;

    private final CommandLine program;
    private final StringBuilder words = new StringBuilder();
    /** The places at which an option has values, by these values. */
    private final TreeMap<String, Set<String>> values = new TreeMap<>();

    BashCompletion(CommandLine program) {
        this.program = program;
    }

    String script() {
        List<OptionSpec> everywhere = program.getCommandSpec().options();
        everywhere.forEach(option -> note("*", option));
        write(program, "", names(everywhere));
        return FUNCTION.formatted(
                everywhere.stream()
                        .filter(option -> option.arity().max() > 0)
                        .flatMap(option -> List.of(option.names()).stream())
                        .collect(Collectors.joining(" | ")),
                String.join(" ", names(everywhere)),
                words,
                values.entrySet().stream()
                        .map(entry ->
                                "    " + String.join(" | ", entry.getValue()) + ") words='" + entry.getKey() + "' ;;\n")
                        .collect(Collectors.joining()));
    }

    private static Set<String> names(List<OptionSpec> options) {
        return options.stream()
                .flatMap(option -> List.of(option.names()).stream())
                .filter(name -> name.startsWith("--"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void write(CommandLine command, String place, Set<String> everywhere) {
        List<String> here = new ArrayList<>(command.getSubcommands().keySet());
        if (here.isEmpty()) {
            command.getCommandSpec().positionalParameters().forEach(word -> {
                if (word.completionCandidates() != null) {
                    word.completionCandidates().forEach(here::add);
                }
            });
            names(command.getCommandSpec().options()).stream()
                    .filter(name -> !everywhere.contains(name))
                    .forEach(here::add);
            // A command that has nothing of its own is still a place.
            here.addAll(here.isEmpty() ? List.of("--help") : List.of());
            command.getCommandSpec().options().stream()
                    .filter(option -> !everywhere.contains(option.longestName()))
                    .forEach(option -> note(place, option));
        }
        words.append("    ")
                .append(place.isEmpty() ? "''" : "'" + place + "'")
                .append(") words='")
                .append(String.join(" ", here))
                .append("' ;;\n");
        command.getSubcommands()
                .forEach((name, child) -> write(child, place.isEmpty() ? name : place + " " + name, everywhere));
    }

    private void note(String place, OptionSpec option) {
        List<String> found = new ArrayList<>();
        if (option.completionCandidates() != null) {
            option.completionCandidates().forEach(found::add);
        }
        String list = found.isEmpty() && option.paramLabel().contains("FILE") ? "FILE" : String.join(" ", found);
        if (!list.isEmpty()) {
            for (String name : option.names()) {
                String pattern = place.equals("*") ? "*' " + name + "'" : "'" + place + " " + name + "'";
                values.computeIfAbsent(list, _ -> new LinkedHashSet<>()).add(pattern);
            }
        }
    }
}
