package dev.marque.keygen.license;

import dev.marque.kernel.page.Cursor;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.keygen.details.Detail;
import dev.marque.keygen.details.Details;
import dev.marque.keygen.details.Details.Kind;
import dev.marque.licensing.activation.Activation;
import dev.marque.licensing.activation.Activations;
import dev.marque.licensing.license.License;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the machines of a license have together: cores, memory, disk. Thread-safe. */
@Singleton
public class LicenseSums {

    /** What is summed up. */
    static final List<String> FIGURES = List.of("cores", "memory", "disk");

    static final Map<String, Long> NONE = Map.of("cores", 0L, "memory", 0L, "disk", 0L);

    /**
     * What the machines of a license may have together.
     *
     * @param most overage included
     * @param code of the refusal
     */
    public record Limit(String figure, long sold, long most, String code) {}

    private final Activations activations;
    private final Details details;

    @Inject
    LicenseSums(Activations activations, Details details) {
        this.activations = activations;
        this.details = details;
    }

    /** Those of a license, if it has some. */
    public static List<Limit> limits(KnownLicense known) {
        return FIGURES.stream()
                .flatMap(figure -> {
                    Long sold = OwnRules.limit(known, figure);
                    String code = "MACHINE_" + (figure.equals("cores") ? "CORE" : figure.toUpperCase(Locale.ROOT))
                            + "_LIMIT_EXCEEDED";
                    return sold == null
                            ? Stream.<Limit>empty()
                            : Stream.of(new Limit(figure, sold, OwnRules.most(known, sold), code));
                })
                .toList();
    }

    /** How many processes there may be at the utmost, overage included; null for any number. */
    public static @Nullable Long mostProcesses(KnownLicense known) {
        Long limit = known.limit("maxProcesses");
        return limit == null ? null : Long.valueOf(OwnRules.most(known, limit));
    }

    /** The sums over the machines that are active now. */
    public Map<String, Long> of(Actor actor, License license) {
        Map<String, Long> sums = new LinkedHashMap<>();
        FIGURES.forEach(figure -> sums.put(figure, 0L));
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
        while (true) {
            Page<Activation> page = activations.list(actor, license.id(), request);
            for (Detail said : details.of(
                            actor,
                            Kind.MACHINE,
                            page.items().stream().map(Activation::id).toList())
                    .values()) {
                FIGURES.forEach(figure -> {
                    Long more = said.number(figure);
                    sums.merge(figure, more == null ? 0L : more, Long::sum);
                });
            }
            if (page.next() == null) {
                return sums;
            }
            request = new PageRequest(PageRequest.MAX_LIMIT, Cursor.decode(page.next()));
        }
    }
}
