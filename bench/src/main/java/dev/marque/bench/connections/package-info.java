/** Many open connections, and load that does not wait for answers. */
@NullMarked
package dev.marque.bench.connections;

import org.jspecify.annotations.NullMarked;
