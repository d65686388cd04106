package dev.marque.app.keygen;

/** Products, policies, entitlements and releases. */
final class CatalogueCases extends CaseList {

    CatalogueCases() {
        catalogue();
        releases();
    }

    private void catalogue() {
        list("/products", "/products");
        add("POST /products", "/products")
                .sends(document("products", "\"name\": \"Notepad\""))
                .answers(201)
                .refuses(document("products", "\"name\": 7"), "/data/attributes/name")
                .concernsNobodyElse("it names nothing that is there");
        show("/products/{id}", "/products/$product");
        update("/products/{id}", "/products/$product", "products", "\"url\": \"https://example.com\"");
        remove("/products/{id}", "/products/$product");
        list("/products/{id}/policies", "/products/$product/policies");
        list("/policies", "/policies");
        add("POST /policies", "/policies")
                .sends(document("policies", "\"name\": \"Yearly\"", "product", "products", "$product"))
                .answers(201)
                .refuses(
                        document("policies", "\"expirationStrategy\": \"NEVER\"", "product", "products", "$product"),
                        "/data/attributes/expirationStrategy")
                .refuses(document("policies", "\"name\": \"Yearly\""), "/data/relationships/product");
        show("/policies/{id}", "/policies/$policy");
        update("/policies/{id}", "/policies/$policy", "policies", "\"maxMachines\": 6");
        remove("/policies/{id}", "/policies/$policy");
        show("/policies/{id}/product", "/policies/$policy/product");
        list("/policies/{id}/entitlements", "/policies/$policy/entitlements");
        add("POST /policies/{id}/entitlements", "/policies/$policy/entitlements")
                .sends(many("entitlements", "$entitlement"))
                .refuses("{}", "/data")
                .changing();
        add("DELETE /policies/{id}/entitlements", "/policies/$policy/entitlements")
                .sends("{\"data\": []}")
                .answers(204)
                .refuses("{}", "/data");
        add("GET /policies/{id}/entitlements/{entitlement}", "/policies/$policy/entitlements/$entitlement")
                .answers(404)
                .takesNoInput();
        list("/entitlements", "/entitlements");
        add("POST /entitlements", "/entitlements")
                .sends(document("entitlements", "\"name\": \"Import\", \"code\": \"IMPORT_$number\""))
                .answers(201)
                .refuses(document("entitlements", "\"name\": \"Import\""), "/data/attributes/code")
                .concernsNobodyElse("it names nothing that is there")
                .changing();
        show("/entitlements/{id}", "/entitlements/$entitlement");
        update("/entitlements/{id}", "/entitlements/$entitlement", "entitlements", "\"name\": \"Exports\"");
        remove("/entitlements/{id}", "/entitlements/$entitlement");
    }

    private void releases() {
        list("/releases", "/releases");
        add("POST /releases", "/releases")
                .sends(document("releases", "\"version\": \"2.0.0\"", "product", "products", "$product"))
                .answers(201)
                .refuses(
                        document("releases", "\"version\": \"new\"", "product", "products", "$product"),
                        "/data/attributes/version")
                .changing();
        show("/releases/{id}", "/releases/$release");
        remove("/releases/{id}", "/releases/$release");
        add("GET /releases/{id}/upgrade", "/releases/$release/upgrade").refusesQuery("constraint=x", "constraint");
        show("/releases/{id}/product", "/releases/$release/product");
        list("/releases/{id}/artifacts", "/releases/$release/artifacts");
        list("/products/{product}/releases", "/products/$product/releases");
    }
}
