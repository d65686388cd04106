package dev.marque.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

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

    /** The ids of a license's activations, page by page. */
    public static List<String> activations(Api admin, String licenseId) {
        List<String> ids = new ArrayList<>();
        @Nullable String after = "";
        while (after != null) {
            Answer page = admin.get("/api/v1/licenses/" + licenseId + "/activations?limit=200" + after);
            assertThat(page.status()).as(page.toString()).isEqualTo(200);
            page.json().at("/items").forEach(item -> ids.add(item.get("id").asText()));
            after = page.json().has("next") ? "&after=" + page.text("/next") : null;
        }
        return ids;
    }
}
