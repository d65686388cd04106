/**
 * Installations at work while everything around them breaks: {@link dev.marque.app.faults.load.FaultDrillIT}.
 */
@NullMarked
package dev.marque.app.faults.load;

import org.jspecify.annotations.NullMarked;
