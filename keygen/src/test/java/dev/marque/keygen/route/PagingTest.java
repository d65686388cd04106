package dev.marque.keygen.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.kernel.page.Count;
import dev.marque.kernel.page.Sliced;
import dev.marque.keygen.wire.Failure;
import dev.marque.platform.identity.RequestOrigin;
import dev.marque.platform.tenant.TenantId;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PagingTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Integer> ITEMS =
            IntStream.range(0, 25).map(i -> 24 - i).boxed().toList();

    private static Call call(String... query) {
        var values = new MultivaluedHashMap<String, String>();
        for (int i = 0; i < query.length; i += 2) {
            values.add(query[i], query[i + 1]);
        }
        return new Call(
                new TenantId(new UUID(0, 1)),
                Optional.empty(),
                Map.of(),
                new Query(values),
                new byte[0],
                RequestOrigin.internal("test"),
                new Presented(Optional.empty(), null),
                "/v1/things?" + String.join("&", query));
    }

    private static JsonNode answer(Listing<Integer> listing, String... query) throws Exception {
        return JSON.readTree(
                Paging.list(call(query), listing, item -> Map.of("id", item)).content());
    }

    private static List<Integer> ids(JsonNode document) {
        return document.get("data").findValues("id").stream()
                .map(JsonNode::asInt)
                .toList();
    }

    @Test
    void pagesHaveTheirPlaceAndLinks() throws Exception {
        JsonNode last = answer(Listing.of(ITEMS), "page[number]", "3", "page[size]", "10", "product", "x y");

        assertThat(ids(last)).containsExactly(4, 3, 2, 1, 0);
        assertThat(last.at("/links/next").isNull()).isTrue();
        assertThat(last.at("/links/prev").asText())
                .isEqualTo("/v1/things?product=x+y&page%5Bnumber%5D=2&page%5Bsize%5D=10");
        assertThat(last.at("/links/meta").toString()).isEqualTo("{\"pages\":3,\"count\":25}");
        assertThat(ids(answer(Listing.of(ITEMS), "limit", "2", "order", "asc"))).containsExactly(0, 1);
    }

    @Test
    void aListThatIsLongerThanIsCountedSaysSoAndGoesOn() throws Exception {
        Listing<Integer> endless =
                Listing.asked(slice -> Sliced.whole(List.of(slice.skip())), () -> new Count.MoreThan(Listing.COUNTED));

        JsonNode page = answer(endless, "page[number]", "1001", "page[size]", "100");

        assertThat(ids(page)).containsExactly(100_000);
        assertThat(page.at("/links/meta").toString()).isEqualTo("{\"pages\":1000,\"count\":100000,\"more\":true}");
        assertThat(page.at("/links/next").isTextual()).isTrue();
        assertThatThrownBy(() -> answer(endless, "page[number]", "1002", "page[size]", "100"))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.status()).isEqualTo(400));
    }

    @Test
    void whatWouldBeCutIsRefused() {
        Listing<Integer> cut = Listing.asked(slice -> new Sliced<>(List.of(1), false), () -> new Count.Exactly(1));
        Listing<Integer> uncounted = Listing.asked(slice -> Sliced.whole(List.of(1)), Count.Unknown::new);

        for (Listing<Integer> listing : List.of(cut, uncounted)) {
            assertThatThrownBy(() -> answer(listing, "page[number]", "1"))
                    .isInstanceOfSatisfying(Failure.class, failure -> assertThat(
                                    failure.faults().getFirst().code())
                            .isEqualTo("LIST_TOO_LONG"));
        }
    }
}
