@NullMarked
package dev.marque.platform.json;

import org.jspecify.annotations.NullMarked;
