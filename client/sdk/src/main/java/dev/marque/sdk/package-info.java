/** Protects a Java program with Marque. Begin with {@link dev.marque.sdk.Marque#builder()}. */
@NullMarked
package dev.marque.sdk;

import org.jspecify.annotations.NullMarked;
