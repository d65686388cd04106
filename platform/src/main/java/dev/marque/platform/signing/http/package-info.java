@NullMarked
package dev.marque.platform.signing.http;

import org.jspecify.annotations.NullMarked;
