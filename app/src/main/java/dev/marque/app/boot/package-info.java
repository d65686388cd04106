@NullMarked
package dev.marque.app.boot;

import org.jspecify.annotations.NullMarked;
