package dev.marque.platform.config;

/** A setting that cannot be used. The message is for the operator: which variable, what is wrong, what to do. */
public final class ConfigurationProblem extends RuntimeException {

    public ConfigurationProblem(String message) {
        super(message);
    }

    public ConfigurationProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
