package dev.marque.examples.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the vendor of the demo sells: three products, and policies of each kind. */
final class Catalogue {

    private static final List<String> FEATURES = List.of("export", "sso");

    private final Api api;
    private final List<String> policyIds = new ArrayList<>();

    Catalogue(Api api) {
        this.api = api;
    }

    /** Returns the ids of the policies. */
    List<String> write() throws IOException, InterruptedException {
        String enterprise = product("ENT", "Atlas Enterprise", "4.0.0");
        String pro = product("PRO", "Atlas Pro", "3.2.0");
        String memo = product("MEMO", "Atlas Memo", "1.0.0");

        policy(
                enterprise,
                "Annual, 5 machines",
                Map.of("term", "P1Y", "maxActivations", 5, "features", FEATURES, "limits", Map.of("users", 50)));
        policy(enterprise, "Site license", Map.of("keyFormat", "SIGNED", "features", FEATURES));
        policy(
                pro,
                "Monthly, 2 machines",
                Map.of(
                        "term",
                        "P1M",
                        "maxActivations",
                        2,
                        "features",
                        List.of("export"),
                        "renewalBasis",
                        "FROM_NOW_IF_EXPIRED"));
        policy(
                pro,
                "Trial, 14 days",
                Map.of("term", "P14D", "grace", "PT0S", "maxActivations", 1, "keyFormat", "RANDOM"));
        policy(memo, "Annual, 3 machines", Map.of("term", "P1Y", "maxActivations", 3, "features", List.of("export")));
        return List.copyOf(policyIds);
    }

    private String product(String code, String name, String minimumVersion) throws IOException, InterruptedException {
        return Api.text(
                api.post("/api/v1/products", Map.of("code", code, "name", name, "minimumVersion", minimumVersion)),
                "id");
    }

    private void policy(String productId, String name, Map<String, ?> terms) throws IOException, InterruptedException {
        Map<String, Object> body = new LinkedHashMap<>(terms);
        body.put("productId", productId);
        body.put("name", name);
        policyIds.add(Api.text(api.post("/api/v1/policies", body), "id"));
    }
}
