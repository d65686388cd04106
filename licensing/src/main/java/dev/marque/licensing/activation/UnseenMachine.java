package dev.marque.licensing.activation;

/** A machine that holds a seat and was not heard of for some time. */
public record UnseenMachine(String licenseNumber, Activation activation) {}
