package dev.marque.bench.scale;

import dev.marque.bench.BenchDatabase;
import dev.marque.bench.Filling;
import dev.marque.bench.Timing;
import dev.marque.kernel.page.PageRequest;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.LicenseState;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.LicenseFilter;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.identity.Actor;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Creating, listing, searching and validating licenses, with more and more of them: one caller, one call after the other,
 * in one process with its database. What is compared is the same call with the fewest licenses.
 */
public final class LicenseScale implements AutoCloseable {

    private static final PageRequest PAGE = PageRequest.first(50);

    /** How many licenses, anywhere among all, are validated in turn. */
    private static final int SAMPLE = 1_000;

    private final BenchDatabase database;
    private final LicensingFixture room;
    private final Policy policy;
    private final Filling filling;
    private final Random random = new Random(1);
    private final InMemory inMemory;
    private List<Known> sample = List.of();
    private int licenses;

    /** What is known of a license where it is used. */
    record Known(UUID id, String number, Fingerprint machine) {}

    public LicenseScale(Path folder) {
        database = new BenchDatabase(folder);
        room = database.room();
        policy = room.policy(Map.of("term", "P1Y", "maxActivations", 3));
        IssuedLicense template = room.issue(policy);
        filling = new Filling(database, template);
        inMemory = new InMemory(room);
    }

    /** {@code [folder] [calls] [licenses…]}. */
    public static void main(String[] args) {
        List<String> given = Arrays.asList(args);
        List<Integer> sizes = given.stream().skip(2).map(Integer::valueOf).toList();
        try (LicenseScale bench = new LicenseScale(Path.of(given.get(0)))) {
            bench.run(Integer.parseInt(given.get(1)), sizes, System.out);
        }
    }

    /** Measures with each number of licenses, which grow, and prints a table and the plans with the most. */
    public void run(int calls, List<Integer> sizes, PrintStream out) {
        Map<String, List<Timing>> figures = new LinkedHashMap<>();
        List<String> memory = new ArrayList<>();
        for (int size : sizes) {
            grow(size);
            questions().forEach((name, call) -> {
                Timing timing = Timing.of(calls, call);
                figures.computeIfAbsent(name, _ -> new ArrayList<>()).add(timing);
            });
            memory.add("| %,d | %s | %,d | %,d |"
                    .formatted(size, database.size(), usedHeapMebibytes(), inMemory.bytesEach()));
        }
        table(sizes, figures, out);
        out.println(
                "\n| licenses | database | heap in use, MiB | bytes of each license in memory |\n| ---: | ---: | ---: | ---: |");
        memory.forEach(out::println);
        Plans plans = new Plans(room);
        questions().forEach((name, call) -> {
            if (!name.equals("create")) {
                out.printf(
                        "%n### %s%n%n%s%n",
                        name, plans.of(() -> call.run(0)).indent(4).stripTrailing());
            }
        });
    }

    /** Until there are so many copies of the template. */
    void grow(int size) {
        filling.add(licenses, size);
        licenses = size;
        sample = IntStream.range(0, SAMPLE).mapToObj(_ -> known(any())).toList();
    }

    /** A license as its program knows it. */
    Known known(int license) {
        String number = numberOf(license);
        return new Known(list(number(license)).getFirst().id(), number, Fingerprint.of("machine of " + number));
    }

    private Known sampled(int call) {
        return sample.get(call % SAMPLE);
    }

    /** What is asked, by name. */
    Map<String, Timing.Call> questions() {
        Map<String, Timing.Call> questions = new LinkedHashMap<>();
        questions.put("create", _ -> room.issue(policy));
        questions.put("list, first page", _ -> list(LicenseFilter.ALL));
        questions.put("list, suspended ones (none)", _ -> list(state(LicenseState.SUSPENDED)));
        questions.put("find by number", _ -> list(number(any())));
        questions.put("search one customer's number", _ -> list(search("c" + any())));
        questions.put(
                "search a name", _ -> list(search("customer" + Integer.toHexString(random.nextInt(0xf0, 0x100)))));
        questions.put("search a word that all have", _ -> list(search("ltd")));
        questions.put("search two words", _ -> list(search("house" + random.nextInt(997) + " ltd")));
        questions.put("validate by the database", number -> validate(sampled(number)));
        questions.put("validate, read into memory", number -> inMemory.first(sampled(number)));
        questions.put("validate from memory", number -> inMemory.again(sampled(number)));
        return questions;
    }

    private int any() {
        return random.nextInt(licenses);
    }

    List<License> list(LicenseFilter filter) {
        return room.licenses.list(room.acme, filter, PAGE).items();
    }

    private static LicenseFilter state(LicenseState state) {
        return new LicenseFilter(null, null, state, null, null);
    }

    private static LicenseFilter number(int license) {
        return new LicenseFilter(null, null, null, numberOf(license), null);
    }

    static LicenseFilter search(String words) {
        return new LicenseFilter(null, null, null, null, words);
    }

    private static String numberOf(int license) {
        return "BENCH-202611-%08d".formatted(license);
    }

    /** Reads, decides and logs, as a request does behind its authentication when its license is not in memory. */
    boolean validate(Known license) {
        Actor installation = new Actor(
                room.acme.tenant(),
                Actor.Kind.LICENSE,
                license.id(),
                license.number(),
                Set.of(),
                room.acme.scope(),
                room.acme.origin());
        return room.validations
                .validate(installation, ValidationRequest.PLAIN.from(license.machine()))
                .outcome()
                .valid();
    }

    private static long usedHeapMebibytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
    }

    private static void table(List<Integer> sizes, Map<String, List<Timing>> figures, PrintStream out) {
        out.print("| call |");
        sizes.forEach(size -> out.printf(" %,d: p50 ms | p95 ms |", size));
        out.println(" p95, last to first |");
        out.println("| --- |" + " ---: | ---: |".repeat(sizes.size()) + " ---: |");
        figures.forEach((name, timings) -> {
            out.print("| " + name + " |");
            timings.forEach(timing -> out.printf(" %s | %s |", timing.millis(50), timing.millis(95)));
            double ratio = (double) timings.getLast().percentile(95).toNanos()
                    / timings.getFirst().percentile(95).toNanos();
            out.printf(Locale.ROOT, " %.1f |%n", ratio);
        });
    }

    @Override
    public void close() {
        database.close();
    }
}
