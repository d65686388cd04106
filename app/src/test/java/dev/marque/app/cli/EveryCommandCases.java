package dev.marque.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.cli.Cli.Ended;
import dev.marque.app.testing.Shop;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Every command of the table, and what a vendor has. */
interface EveryCommandCases extends RunningServer {

    /** A command that were wired to nothing would be refused by the server for its address, its method or its body. */
    @Test
    default void everyCommandOfTheTableReachesItsOperation() throws Exception {
        Cli staff = script();
        String shared = license().key();
        List<Listed> commands = Listed.all();
        assertThat(commands).hasSizeGreaterThan(200);
        for (Listed listed : commands) {
            // Transferring gives the license away, and with it the key.
            Cli caller = listed.ofInstallation()
                    ? stranger()
                            .with(
                                    "MARQUE_LICENSE",
                                    listed.words().contains("transfer")
                                            ? license().key()
                                            : shared)
                    : staff;
            Ended ended = caller.run(listed.words().toArray(String[]::new));
            boolean reads = listed.method().equals("GET") && !listed.needsRecord();
            boolean forOperators = ended.code() == 4 && ended.err().contains("permission");
            if (reads && !forOperators) {
                assertThat(ended.code()).as(listed + "\n" + ended).isZero();
            } else {
                assertThat(ended.code()).as(listed + "\n" + ended).isIn(0, 1, 2, 4, 5, 6);
            }
            assertThat(ended.err())
                    .as(listed.toString())
                    .doesNotContain(
                            "Say --",
                            "Unknown option",
                            "Missing required",
                            "not from Marque",
                            "nothing at this address",
                            "media type",
                            "HTTP method",
                            "A mistake");
        }
    }

    @Test
    default void whatAVendorHasIsMadeShownChangedAndRemoved() throws Exception {
        Files.writeString(home().resolve("rules.json"), """
                {"authentication": {"strategy": "MIXED"},
                 "meters": {"api-calls": {"kind": "PER_PERIOD", "limit": 100, "period": "P1M"}}}""");
        new Errands(script(), Shop.newCode()).run(Errands.OF_A_VENDOR);
        assertThat(home().resolve("globex.lic")).content().startsWith("-----BEGIN LICENSE FILE-----");
        assertThat(home().resolve("audit.csv")).content().contains("license.created");
    }

    @Test
    default void eventsAreToldAsTheyHappen() throws Exception {
        Cli cli = script();
        CompletableFuture<Ended> told = CompletableFuture.supplyAsync(
                () -> cli.run("events", "list", "--type", "product.created", "--follow", "--count", "1", "-o", "json"));
        while (!told.isDone()) {
            // When it begins to listen is not known: what comes before is not told.
            new Shop(admin()).product();
            Thread.sleep(300);
        }
        assertThat(told.join().json().get("type").asText()).isEqualTo("product.created");
    }

    @Test
    default void aRepeatedWriteTakesEffectOnce() {
        Cli cli = script();
        String[] words = {
            "products",
            "create",
            "--code",
            Shop.newCode(),
            "--name",
            "Once",
            "--idempotency-key",
            "k-" + Shop.newCode(),
            "-q"
        };
        assertThat(cli.run(words).good().out()).isEqualTo(cli.run(words).good().out());
    }
}
