/** What an installation does: activate, validate, verify files without a network. */
@NullMarked
package dev.marque.cli.license;

import org.jspecify.annotations.NullMarked;
