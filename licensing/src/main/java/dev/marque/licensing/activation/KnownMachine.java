package dev.marque.licensing.activation;

import dev.marque.keys.validation.HeartbeatStatus;

/** A machine that holds a seat, and how it is at the moment of asking. */
public record KnownMachine(Activation activation, HeartbeatStatus heartbeat) {}
