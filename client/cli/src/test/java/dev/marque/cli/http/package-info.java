/** Tests. */
@NullMarked
package dev.marque.cli.http;

import org.jspecify.annotations.NullMarked;
