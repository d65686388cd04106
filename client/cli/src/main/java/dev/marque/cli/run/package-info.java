/** What a command runs in: streams, environment, exit codes, failures. */
@NullMarked
package dev.marque.cli.run;

import org.jspecify.annotations.NullMarked;
