package dev.marque.platform.environment;

import java.util.List;

/** What a room keeps by environment. Each room that does has one bean of this type. */
@FunctionalInterface
public interface EnvironmentContent {

    /**
     * The tables that have rows wherever any of the room's tables has one: while one of them has a row of an environment,
     * the environment is not deleted.
     */
    List<String> tables();
}
