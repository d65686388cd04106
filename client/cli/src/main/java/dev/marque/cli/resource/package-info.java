/** Commands for the resources of the API, from one table. */
@NullMarked
package dev.marque.cli.resource;

import org.jspecify.annotations.NullMarked;
