package dev.marque.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.app.user.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command of the table, filled in so that its call is well-formed and about nothing that is there.
 *
 * @param words the command line
 * @param needsRecord whether what it is about is named on the command line
 */
record Listed(List<String> words, String method, boolean needsRecord, boolean ofInstallation) {

    private static final Path SOURCES = Project.file("client/cli/src/main/resources/dev/marque/cli");
    private static final Path EXAMPLES = Project.file("app/src/main/resources/openapi/examples");
    private static final Pattern GROUP = Pattern.compile("\\[([a-z-]+)].*");
    private static final Pattern COMMAND = Pattern.compile("(?!known |without )([a-z-]+) +([A-Za-z]+).*");
    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z]+)}");
    private static final String NOBODY = "00000000-0000-7000-8000-000000000000";
    private static final ObjectMapper JSON = new ObjectMapper();

    Listed {
        words = List.copyOf(words);
    }

    static List<Listed> all() throws IOException {
        JsonNode contract = JSON.readTree(SOURCES.resolve("contract.json").toFile());
        List<Listed> all = new ArrayList<>();
        String group = "";
        for (String line : Files.readAllLines(SOURCES.resolve("commands.txt"))) {
            Matcher opened = GROUP.matcher(line);
            Matcher command = COMMAND.matcher(line);
            if (opened.matches()) {
                group = opened.group(1);
            } else if (!group.isEmpty() && command.matches() && contract.has(command.group(2))) {
                all.add(of(group, command.group(1), command.group(2), contract.get(command.group(2))));
            }
        }
        return all;
    }

    private static Listed of(String group, String name, String id, JsonNode operation) throws IOException {
        List<String> words = new ArrayList<>(List.of(group, name));
        Matcher variable = VARIABLE.matcher(operation.get("path").asText());
        boolean needsRecord = false;
        while (variable.find()) {
            boolean isId = variable.group(1).endsWith("d");
            words.add(isId ? NOBODY : variable.group(1).equals("version") ? "9.9.9" : "nothing-of-this-name");
            needsRecord = true;
        }
        if (operation.has("body")) {
            JsonNode example = JSON.readTree(EXAMPLES.resolve(id + ".json").toFile());
            words.addAll(List.of("--body", example.path("request").toString()));
        }
        return new Listed(
                words,
                operation.get("method").asText(),
                needsRecord,
                operation.get("caller").asText().equals("INSTALLATION"));
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
