package dev.marque.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server at a customer serves, and what it does not. */
class EdgePathsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/v1/licensing/leases/acquire",
                "POST /api/v1/licensing/validate",
                "GET /api/v1/licensing/edge",
                "POST /api/v1/auth/login",
                "GET /api/v1/me",
                "POST /api/v1/me/password",
                "GET /api/v1/licenses",
                "GET /api/v1/licenses/01a2039f-fa35-7000-a421-898cc0810da3",
                "GET /api/v1/licenses/01a2039f-fa35-7000-a421-898cc0810da3/leases/queue",
                "POST /api/v1/licenses/1/leases/2/force-release",
                "GET /api/v1/audit-logs",
                "POST /api/v1/users"
            })
    void seatsAreServedAndWhoHasThem(String call) {
        assertThat(isServed(call)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/v1/licenses",
                "PATCH /api/v1/licenses/1",
                "POST /api/v1/licenses/1/renew",
                "POST /api/v1/licenses/1/file",
                "GET /api/v1/licenses/1/key",
                "POST /api/v1/licensing/check-out",
                "POST /api/v1/licensing/offline-activations",
                "POST /api/v1/licensing/edge-usage",
                "POST /api/v1/licensing/meters/increment",
                "POST /api/v1/products",
                "GET /api/v1/signing-keys",
                "POST /api/v1/licensing/leases/../check-out",
                "POST /api/v1/licensing/leases/..;/check-out",
                "POST /api/v1/licensing/leases/acquire;/../../products",
                "GET /api/v1/licenses/1/leases/../key",
                "GET /api/v1/licenses/1/leases/%2e%2e/key"
            })
    void whatVendorsDoIsNotServed(String call) {
        assertThat(isServed(call)).isFalse();
    }

    private static boolean isServed(String call) {
        String[] parts = call.split(" ");
        return EdgePaths.serve(parts[0], parts[1]);
    }
}
