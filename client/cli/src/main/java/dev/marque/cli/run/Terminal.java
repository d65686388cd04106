package dev.marque.cli.run;

import java.util.Optional;

/** The person at the keyboard, if there is one. */
public interface Terminal {

    /** Whether what is printed is seen by a person, and questions are answered by one. */
    boolean interactive();

    /** Asks; empty at the end of the input. */
    Optional<String> line(String prompt);

    /** Asks for what nobody else may see; empty at the end of the input. */
    Optional<String> secret(String prompt);
}
