@NullMarked
package dev.marque.platform.http;

import org.jspecify.annotations.NullMarked;
