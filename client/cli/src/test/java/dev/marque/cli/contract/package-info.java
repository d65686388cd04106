/** Tests of what the command line knows of the API. */
@NullMarked
package dev.marque.cli.contract;

import org.jspecify.annotations.NullMarked;
