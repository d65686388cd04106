/** The features of a license over HTTP. */
@NullMarked
package dev.marque.licensing.grant.http;

import org.jspecify.annotations.NullMarked;
