@NullMarked
package dev.marque.platform.settings;

import org.jspecify.annotations.NullMarked;
