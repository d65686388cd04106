package dev.marque.platform.audit.chain;

/** A check-point that somebody kept outside of Marque's reach: what the chain was, whatever the database says now. */
public record KeptCheckpoint(long sequence, Hash chainHash) {}
