@NullMarked
package dev.marque.cli.start;

import org.jspecify.annotations.NullMarked;
