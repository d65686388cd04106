package dev.marque.app.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Shop;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestServer.class)
class PagingTest {

    @Inject
    World world;

    @Test
    void pagesNeitherRepeatNorHideWhatWasThereWhileOthersInsert() {
        Shop shop = new Shop(world.admin());
        List<String> there = IntStream.range(0, 7).mapToObj(i -> shop.product()).toList();

        List<String> seen = new ArrayList<>();
        String after = "";
        while (!seen.contains(there.getFirst())) {
            Answer page = world.admin().get("/api/v1/products?limit=2" + after);
            page.json().at("/items").forEach(item -> seen.add(item.get("id").asText()));
            shop.product();
            after = "&after=" + page.text("/next");
        }

        assertThat(seen).doesNotHaveDuplicates().containsSubsequence(there.reversed());
    }

    @Test
    void aVersionThatIsNotTheNewestChangesNothing() {
        String path = "/api/v1/products/" + new Shop(world.admin()).product();
        String read = world.admin().get(path).headers().firstValue("ETag").orElseThrow();
        byte[] edit = "{\"name\": \"First\"}".getBytes(UTF_8);
        byte[] late = "{\"name\": \"Second\"}".getBytes(UTF_8);

        Answer first = world.admin().send("PATCH", path, edit, "application/json", "If-Match", read);
        Answer second = world.admin().send("PATCH", path, late, "application/json", "If-Match", read);

        assertThat(first.status()).as(first.toString()).isEqualTo(200);
        assertThat(second.status()).as(second.toString()).isEqualTo(412);
        assertThat(second.code()).isEqualTo("changed-meanwhile");
        assertThat(world.admin().get(path).text("/name")).isEqualTo("First");
    }
}
