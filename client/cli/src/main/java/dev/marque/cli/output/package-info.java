/** Tables, JSON, YAML and CSV; colours and progress. */
@NullMarked
package dev.marque.cli.output;

import org.jspecify.annotations.NullMarked;
