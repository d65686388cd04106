package dev.marque.keys.feature;

/** What a feature is: a switch, a number of something, a text, or a structure of the vendor's own. */
public enum FeatureKind {
    ON_OFF,
    QUANTITY,
    TEXT,
    JSON
}
