/** Small writes of many callers, committed together: {@link dev.marque.platform.batch.GroupCommit}. */
@NullMarked
package dev.marque.platform.batch;

import org.jspecify.annotations.NullMarked;
