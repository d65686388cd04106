package dev.marque.examples.demo;

import java.util.List;

/** Who the licenses of the demo are for. */
final class Customers {

    private static final List<String> FIRST =
            List.of("Aldgate", "Bergen", "Calder", "Dunmore", "Elbtal", "Fjordland", "Granada", "Harrow");
    private static final List<String> SECOND =
            List.of("Shipping", "Instruments", "Hospital Trust", "Savings Bank", "Museum");

    static final int COUNT = FIRST.size() * SECOND.size();

    private Customers() {}

    static String name(int number) {
        return FIRST.get(number % FIRST.size()) + " " + SECOND.get(number / FIRST.size() % SECOND.size());
    }
}
