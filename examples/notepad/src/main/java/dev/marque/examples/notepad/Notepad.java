package dev.marque.examples.notepad;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The program itself: {@code notepad add "text"}, {@code notepad list}, {@code notepad export FILE}. */
public final class Notepad {

    static final String PRODUCT = "NOTE";
    static final String VERSION = "1.0.0";

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final String USAGE = """
            notepad add "text"     write a note
            notepad list           read them
            notepad export FILE    write them to a file; needs the feature "export" in the license
            """;

    private final Notes notes;
    private final LicenseGuard guard;

    private Notepad(Notes notes, LicenseGuard guard) {
        this.notes = notes;
        this.guard = guard;
    }

    public static void main(String... arguments) throws IOException, InterruptedException {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) throws IOException, InterruptedException {
        Command command = Command.parse(arguments);
        if (command == null) {
            System.err.print(USAGE);
            return MISUSED;
        }
        try {
            Settings settings = Settings.read(System.getenv());
            Notes notes = new Notes(settings.folder().resolve("notes.txt"));
            return new Notepad(notes, LicenseGuard.of(settings)).run(command);
        } catch (Settings.Incomplete e) {
            System.err.println(e.getMessage());
            return FAILED;
        }
    }

    /** The one place where the license decides: nothing is done before it has. */
    private int run(Command command) throws IOException, InterruptedException {
        Permit permit = guard.ask();
        if (permit instanceof Permit.Refused refused) {
            System.err.println("Notepad may not run: " + refused.reason());
            return refused.exitCode();
        }
        Permit.Granted granted = (Permit.Granted) permit;
        granted.notice().ifPresent(System.err::println);
        return switch (command) {
            case Command.Add(String text) -> {
                notes.add(text);
                yield DONE;
            }
            case Command.Show() -> {
                notes.all().forEach(System.out::println);
                yield DONE;
            }
            case Command.Export(Path file) -> export(granted, file);
        };
    }

    private int export(Permit.Granted permit, Path file) throws IOException {
        if (!permit.features().contains("export")) {
            System.err.println("Your license does not include export.");
            return Permit.FEATURE_MISSING;
        }
        notes.copyTo(file);
        System.out.println("Written to " + file);
        return DONE;
    }
}
