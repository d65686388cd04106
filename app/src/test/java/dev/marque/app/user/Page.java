package dev.marque.app.user;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the documentation, as far as it can be run: its {@code sh} blocks with the answers that it shows. */
record Page(List<Step> steps) {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

    /**
     * One block of commands.
     *
     * @param answer what the page shows right after it, where … stands for any text; empty when it shows nothing
     */
    record Step(String commands, String answer) {

        /** The answer as a pattern: … is anything, except that within quotes it does not leave them. */
        Pattern expected() {
            StringBuilder regex = new StringBuilder();
            for (String line : answer.strip().split("\n", -1)) {
                if (!regex.isEmpty()) {
                    regex.append('\n');
                }
                String anything = line.equals("…") ? "[\\s\\S]*" : "[^\"\n]*";
                regex.append(String.join(anything, quoted(line)));
            }
            return Pattern.compile(regex.toString());
        }

        private static List<String> quoted(String line) {
            List<String> parts = new ArrayList<>();
            for (String part : line.split("…", -1)) {
                parts.add(Pattern.quote(part));
            }
            return parts;
        }
    }

    static Page read(Path file) throws IOException {
        List<Step> steps = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(file));
        boolean afterCommands = false;
        while (block.find()) {
            if (block.group(1).equals("sh")) {
                steps.add(new Step(block.group(2), ""));
                afterCommands = true;
            } else if (afterCommands) {
                steps.add(new Step(steps.removeLast().commands(), block.group(2)));
                afterCommands = false;
            }
        }
        return new Page(List.copyOf(steps));
    }

    /** All commands as one script for one shell; after each block a line that no command prints. */
    String script(String mark) {
        StringBuilder script = new StringBuilder("set -euo pipefail\n");
        for (Step step : steps) {
            script.append(step.commands()).append("\necho '").append(mark).append("'\n");
        }
        return script.toString();
    }
}
