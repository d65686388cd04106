package dev.marque.cli.command;

import dev.marque.cli.run.Failure;
import dev.marque.cli.run.Host;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** What was typed, and where. */
public record Invocation(Host host, ParseResult typed) {

    /** The value of an option; of one that every command has, also when it stands before the command. */
    public Optional<String> text(String option) {
        return Optional.ofNullable(value(option)).map(String::valueOf);
    }

    public List<String> texts(String option) {
        return value(option) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    public Map<?, ?> pairs(String option) {
        return value(option) instanceof Map<?, ?> map ? map : Map.of();
    }

    /** Whether a switch is on. */
    public boolean on(String option) {
        return Boolean.TRUE.equals(value(option));
    }

    public boolean has(String option) {
        return value(option) != null;
    }

    /** The word at this place, from 0. */
    public String word(int index) {
        return wordOrNone(index).orElseThrow(() -> Failure.usage(nameOf(index) + " is missing; see --help."));
    }

    /** The place of a word, as the help calls it. */
    private String nameOf(int index) {
        List<PositionalParamSpec> places = typed.commandSpec().positionalParameters();
        return index < places.size() ? places.get(index).paramLabel() : "Something";
    }

    public Optional<String> wordOrNone(int index) {
        return typed.hasMatchedPositional(index)
                ? Optional.ofNullable(typed.matchedPositionalValue(index, (Object) null))
                        .map(String::valueOf)
                : Optional.empty();
    }

    /** A whole number that an option holds. */
    public Optional<Integer> number(String option, int least, int most) {
        return text(option).map(text -> {
            try {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException _) {
                // Said below, as for a number out of range.
            }
            throw Failure.usage(option + " is a whole number from " + least + " to " + most + ", not " + text + ".");
        });
    }

    private @Nullable Object value(String option) {
        for (ParseResult result : typed.asCommandLineList().stream()
                .map(line -> line.getParseResult())
                .toList()
                .reversed()) {
            if (result.hasMatchedOption(option)) {
                return result.matchedOptionValue(option, null);
            }
        }
        return null;
    }
}
