/**
 * What licenses count, and how far: consume, release, report, reserve. What is granted in a period never adds up to more
 * than the license allows, whoever asks and however often.
 */
@NullMarked
package dev.marque.licensing.meter;

import org.jspecify.annotations.NullMarked;
