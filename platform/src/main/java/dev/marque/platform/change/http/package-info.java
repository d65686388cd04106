@NullMarked
package dev.marque.platform.change.http;

import org.jspecify.annotations.NullMarked;
