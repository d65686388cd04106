/** Processes that are replaced while they are at work, behind a balancer. */
@NullMarked
package dev.marque.app.faults.rolling;

import org.jspecify.annotations.NullMarked;
