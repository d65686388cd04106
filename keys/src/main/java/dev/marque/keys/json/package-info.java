/** JSON to and from plain maps and lists: small, strict and bounded. */
@NullMarked
package dev.marque.keys.json;

import org.jspecify.annotations.NullMarked;
