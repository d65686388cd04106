package dev.marque.licensing.activation;

import dev.marque.keys.validation.HeartbeatStatus;
import dev.marque.licensing.license.License;

/** A machine that holds a seat, with the license whose seat it is, and how it is at the moment of asking. */
public record FoundMachine(License license, Activation activation, HeartbeatStatus heartbeat) {}
