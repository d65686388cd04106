package dev.marque.keygen.catalog;

import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Fields;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keygen's words for what our constants say, attribute by attribute. */
final class Words<E extends Enum<E>> {

    private final String attribute;
    private final Map<String, E> byWord;
    private final Map<E, String> byConstant;

    Words(String attribute, Map<String, E> byWord) {
        this.attribute = attribute;
        this.byWord = byWord;
        this.byConstant = byWord.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey, (first, second) -> first));
    }

    /** Words that are the constants' own names. */
    static <E extends Enum<E>> Words<E> same(String attribute, Class<E> type) {
        return new Words<E>(
                attribute, Arrays.stream(type.getEnumConstants()).collect(Collectors.toMap(E::name, e -> e)));
    }

    Optional<E> in(Fields attributes) {
        return attributes.text(attribute).map(word -> Optional.ofNullable(byWord.get(word))
                .orElseThrow(() -> Failure.unprocessable(
                        attributes.at(attribute), Failure.code(attribute, "NOT_ALLOWED"), "unsupported value")));
    }

    String word(E constant) {
        String word = byConstant.get(constant);
        return word == null ? constant.name() : word;
    }
}
