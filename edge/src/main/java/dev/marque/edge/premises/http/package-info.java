/** What programs are told about the server that gives them seats. */
@NullMarked
package dev.marque.edge.premises.http;

import org.jspecify.annotations.NullMarked;
