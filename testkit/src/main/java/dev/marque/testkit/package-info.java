@NullMarked
package dev.marque.testkit;

import org.jspecify.annotations.NullMarked;
