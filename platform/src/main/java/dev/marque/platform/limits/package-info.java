/**
 * How many calls one caller may make. Decided in memory, so that it costs no round trip; processes tell each other four
 * times a second what they counted. {@link dev.marque.platform.limits.RateLimiter} decides,
 * {@link dev.marque.platform.limits.Limit} lists what is limited, {@link dev.marque.platform.limits.LimitRules} changes
 * it while Marque runs.
 */
@NullMarked
package dev.marque.platform.limits;

import org.jspecify.annotations.NullMarked;
