package dev.marque.keygen.machine;

import dev.marque.keygen.details.Metadata;
import dev.marque.keygen.license.KnownLicense;
import dev.marque.keygen.machine.Components.NewComponent;
import dev.marque.keygen.wire.Body;
import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Fields;
import dev.marque.licensing.activation.FoundMachine;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Components that come with a machine, or alone. Thread-safe. */
@Singleton
class NewParts {

    static final Set<String> KNOWN = Set.of("fingerprint", "name", Metadata.NAME);
    private static final int MOST = 100;
    private static final int LONGEST_FINGERPRINT = 255;
    private static final int LONGEST_NAME = 200;

    private final Components components;

    @Inject
    NewParts(Components components) {
        this.components = components;
    }

    /** Those that a new machine brings along. */
    List<NewComponent> in(Fields relationships) {
        Fields relationship = relationships.fields("components").orElse(null);
        if (relationship == null) {
            return List.of();
        }
        List<?> list = relationship.list("data").orElse(List.of());
        if (list.size() > MOST) {
            throw Failure.badRequest(relationship.at("data"), "length must be at most " + MOST);
        }
        Map<String, @Nullable Object> items = new LinkedHashMap<>();
        list.forEach(item -> items.put(String.valueOf(items.size()), item));
        Fields data = new Fields(relationship.at("data"), items);
        List<NewComponent> wanted = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String index : items.keySet()) {
            Fields item = data.fields(index).orElseThrow(() -> Failure.badRequest(data.at(index), "cannot be null"));
            NewComponent component = of(Fields.withPointer(item, "attributes").only(KNOWN));
            if (!seen.add(component.fingerprint())) {
                throw Failure.unprocessable(component.pointer(), "COMPONENTS_FINGERPRINT_CONFLICT", "is duplicated");
            }
            wanted.add(component);
        }
        return wanted;
    }

    /** One, of its attributes. */
    static NewComponent of(Fields attributes) {
        String fingerprint = bounded(attributes, "fingerprint", LONGEST_FINGERPRINT);
        String name = bounded(attributes, "name", LONGEST_NAME);
        return new NewComponent(
                fingerprint, name, Metadata.in(attributes).orElse(Map.of()), attributes.at("fingerprint"));
    }

    static String bounded(Fields attributes, String name, int most) {
        String text = attributes.needText(name);
        if (text.length() > most) {
            throw Failure.unprocessable(
                    attributes.at(name), Failure.code(name, "TOO_LONG"), "is too long (maximum is " + most + ")");
        }
        return text;
    }

    void add(Actor actor, FoundMachine machine, KnownLicense known, List<NewComponent> wanted) {
        for (NewComponent component : wanted) {
            try {
                components.add(actor, machine, component, oncePerLicense(known));
            } catch (Failure taken) {
                throw Failure.unprocessable(
                        component.pointer(), "COMPONENTS_FINGERPRINT_TAKEN", "has already been taken");
            }
        }
    }

    static boolean oncePerLicense(KnownLicense known) {
        return "UNIQUE_PER_LICENSE".equals(known.strategy("componentUniquenessStrategy"));
    }

    static Fields data(Body body) {
        return body.data("component", "components");
    }
}
