@NullMarked
package dev.marque.app.edge;

import org.jspecify.annotations.NullMarked;
