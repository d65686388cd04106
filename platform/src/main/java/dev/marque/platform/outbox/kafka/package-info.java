/** Events to Kafka, where the operator wants it. */
@NullMarked
package dev.marque.platform.outbox.kafka;

import org.jspecify.annotations.NullMarked;
