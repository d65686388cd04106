package dev.marque.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.Shop;
import dev.marque.app.user.MarqueLaunch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a test does with a server that is a process of its own. */
public final class Server {

    private Server() {}

    public static Api signIn(String url) {
        Answer answer = new Api(url, null)
                .post("/api/v1/auth/login", """
                        {"email": "%s", "password": "%s"}""".formatted(MarqueLaunch.ADMIN_EMAIL, MarqueLaunch.ADMIN_PASSWORD));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return new Api(url, "Bearer " + answer.text("/accessToken"));
    }

    /** A license with so many seats. */
    public static Shop.License license(Api admin, int seats) {
        Shop shop = new Shop(admin);
        return shop.license(shop.policy(shop.product(), "\"maxActivations\": " + seats));
    }

    /** The ids of a license's activations. */
    public static List<String> activations(Api admin, String licenseId) {
        return items(admin, "/api/v1/licenses/" + licenseId + "/activations").stream()
                .map(item -> item.get("id").asText())
                .toList();
    }

    /** What a list holds, page by page. */
    static List<JsonNode> items(Api admin, String path) {
        List<JsonNode> items = new ArrayList<>();
        @Nullable String after = "";
        while (after != null) {
            Answer page = admin.get(path + "?limit=200" + after);
            assertThat(page.status()).as(page.toString()).isEqualTo(200);
            page.json().at("/items").forEach(items::add);
            after = page.json().has("next") ? "&after=" + page.text("/next") : null;
        }
        return items;
    }
}
