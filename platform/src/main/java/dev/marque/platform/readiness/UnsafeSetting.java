package dev.marque.platform.readiness;

import java.util.Optional;
import java.util.function.Function;

/**
 * A rule about one thing that can be unsafe.
 *
 * @param code stable, in kebab-case; the heading of its section in {@code docs/production.md}
 * @param why what can happen
 * @param remedy what to set
 * @param look finds it: what is wrong here, in a sentence without secrets; empty when nothing is
 */
public record UnsafeSetting(String code, String why, String remedy, Function<Surroundings, Optional<String>> look) {

    /** Something that was found. */
    public record Finding(UnsafeSetting setting, String what) {

        @Override
        public String toString() {
            return setting.code() + ": " + what + " " + setting.remedy();
        }
    }

    Optional<Finding> find(Surroundings surroundings) {
        return look.apply(surroundings).map(what -> new Finding(this, what));
    }
}
