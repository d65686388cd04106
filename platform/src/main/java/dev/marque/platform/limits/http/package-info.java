@NullMarked
package dev.marque.platform.limits.http;

import org.jspecify.annotations.NullMarked;
