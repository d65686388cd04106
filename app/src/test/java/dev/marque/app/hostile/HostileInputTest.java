package dev.marque.app.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.marque.app.openapi.Document;
import dev.marque.app.openapi.LiveExamples;
import dev.marque.app.openapi.LiveExamples.LiveCall;
import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.Shop;
import dev.marque.app.testing.Tables;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, it is the caller's mistake and not ours: a problem from 400 to 431, and nothing written. */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class HostileInputTest {

    private static final AtomicInteger REQUESTS = new AtomicInteger();
    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

    @Inject
    World world;

    @AfterAll
    static void say() {
        System.out.println("HostileInputTest: " + REQUESTS + " hostile requests");
    }

    @TestFactory
    Stream<DynamicTest> everyOperationRefusesBadBodies() {
        return new LiveExamples(world)
                .all()
                .map(call -> dynamicTest(call.operationId(), () -> {
                    Map<String, String> before = Tables.fingerprint();

                    SoftAssertions.assertSoftly(
                            all -> HostileBodies.of(call).forEach(body -> isRefused(call, body, all)));

                    assertThat(Tables.fingerprint()).isEqualTo(before);
                    assertThat(call.send().status()).as("the good body").isBetween(200, 204);
                }));
    }

    private static void isRefused(LiveCall call, HostileBody body, SoftAssertions all) {
        REQUESTS.incrementAndGet();
        Answer answer = call.send(body.bytes(), body.mediaType());
        all.assertThat(answer.status()).as("%s: %s", body.name(), answer).isBetween(400, 422);
        all.assertThat(answer.headers().firstValue("content-type").orElse("none"))
                .as(body.name())
                .isEqualTo("application/problem+json");
        if (answer.body().length > 0) {
            all.assertThat(answer.code()).as(body.name()).isIn("bad-json", "invalid-input", "unsupported-media-type");
        }
    }

    @Test
    void aBodyThatMayBeLeftOutMayBeLeftOut() {
        Shop.License license = new Shop(world.admin()).license();

        assertThat(license.act("suspend").text("/state")).isEqualTo("SUSPENDED");
        assertThat(license.act("revoke").text("/state")).isEqualTo("REVOKED");
    }

    @Test
    void aBodyThatAnnouncesTenMegabytesIsRefusedUnread() {
        RawHttp.Reply reply = raw("POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + TEN_MEGABYTES + "\r\n\r\n{");

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.text()).contains("application/problem+json", "\"body-too-large\"");
    }

    @Test
    void aBodyThatGrowsToTenMegabytesIsCutOff() {
        Map<String, String> before = Tables.fingerprint();

        RawHttp.Reply reply = RawHttp.of(world.anonymous().baseUrl())
                .send(
                        "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n",
                        HostileInputTest::tenMegabytesInChunks);

        assertThat(reply.status()).as(reply.text()).isIn(0, 413);
        assertThat(Tables.fingerprint()).isEqualTo(before);
        assertThat(world.anonymous().get("/health/ready").status()).isEqualTo(200);
    }

    private static void tenMegabytesInChunks(OutputStream out) throws IOException {
        REQUESTS.incrementAndGet();
        byte[] chunk = new byte[64 * 1024];
        Arrays.fill(chunk, (byte) ' ');
        for (int sent = 0; sent < TEN_MEGABYTES; sent += chunk.length) {
            out.write((Integer.toHexString(chunk.length) + "\r\n").getBytes(US_ASCII));
            out.write(chunk);
            out.write("\r\n".getBytes(US_ASCII));
        }
        out.write("0\r\n\r\n".getBytes(US_ASCII));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer  ",
                "garbage",
                "Basic YWRtaW46YWRtaW4=",
                "Bearer a.b.c",
                "Bearer ..",
                "Bearer eyJhbGciOiJSUzI1NiIsImtpZCI6Int9In0.e30.AAAA",
                "Bearer W10.W10.W10",
                "Bearer bnVsbA.bnVsbA.bnVsbA",
                "Bearer mq_",
                "Bearer mq_\u00e4\u00f6\u00fc",
                "License",
                "License x",
                "License key/e30.AAAA",
                "License ENT-\u00ff-00000000",
                "license \t",
                "\u00a0"
            })
    void credentialsThatAreNoneAreA401(String header) {
        RawHttp.Reply reply =
                raw("GET /api/v1/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: " + header + "\r\n\r\n");

        assertThat(reply.status()).as(reply.text()).isEqualTo(401);
        assertThat(reply.text()).contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Request-Id: a\u0000b",
                "X-Request-Id: a\u0001b",
                "X-Request-Id: a\rb",
                "X-Request-Id: a\u007fb",
                "User-Agent: a\u0000b",
                "Bad Name: x",
                "\u0000: x",
                "Content-Length: many",
                "Content-Length: -1",
                "Transfer-Encoding: gzip",
                "If-Match: \"\u0000\""
            })
    void headersThatBreakTheRulesAreRefused(String header) {
        RawHttp.Reply reply =
                raw("GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + header + "\r\n\r\n");

        assertThat(reply.status()).as(reply.text()).isLessThan(500);
        assertThat(reply.text()).doesNotContain("\u0000", "\u0001");
    }

    @Test
    void aRequestIdThatCouldForgeALogLineIsNotTaken() {
        RawHttp.Reply reply =
                raw("GET /api/v1/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Request-Id: a b; c=\u00e4\r\n\r\n");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text()).doesNotContain("a b; c=");
    }

    @ParameterizedTest
    @ValueSource(ints = {9_000, 15_000, 17_000, 200_000})
    void longHeadersAreTakenOrRefused(int length) {
        RawHttp.Reply reply = raw("GET /api/v1/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                + "x".repeat(length) + "\r\n\r\n");

        assertThat(reply.status()).as(reply.text()).isEqualTo(length < 16 * 1024 ? 401 : 431);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/%00",
                "/api/v1/licenses/%00",
                "/api/v1/licenses/%ff",
                "/api/v1/licenses/%c0%80",
                "/api/v1/licenses/%zz",
                "/api/v1/licenses/%",
                "/api/v1/licenses/..%2f..%2fetc%2fpasswd",
                "/api/v1/../../../etc/passwd",
                "/api/v1/licenses/1-1-1-1-1",
                "/api/v1/licenses?state=%00",
                "/api/v1/licenses?number=%00&number=%ff",
                "/api/v1/licenses?%00=1",
                "/api/v1/events?type=%00",
                "/api/v1/audit-logs?recordId=%00",
                "/api/v1/products?after=%00",
                "/api/v1/products?limit=1e9",
                "/api/v1/products?limit=%F0%9D%9F%99",
                "/.well-known/jwks.json?tenant=%00",
                "/.well-known/jwks.json?tenant=%",
                "/problems/%00",
                "/docs/..%2f..%2fapplication.properties",
                "/redoc/%00",
                "/redoc/..%2f..%2fapplication.properties"
            })
    void addressesThatMeanNothingAreRefused(String target) {
        RawHttp.Reply reply = raw("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: "
                + world.admin().authorization() + "\r\n\r\n");

        assertThat(reply.status()).as(reply.text()).isBetween(400, 422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/licenses/;a=b", "/api//v1//licenses//", "/api/v1/x/../licenses", "/%61pi/v1/licenses"})
    void anotherSpellingOfAnAddressOpensNothing(String target) {
        RawHttp.Reply reply = raw("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(reply.status()).as(reply.text()).isIn(401, 404);
    }

    @Test
    void aVeryLongAddressIsRefused() {
        RawHttp.Reply reply =
                raw("GET /api/v1/" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(reply.status()).as(reply.text()).isEqualTo(414);
    }

    @TestFactory
    Stream<DynamicTest> methodsThatAnAddressDoesNotTakeAreA405() {
        Map<String, TreeSet<String>> taken = Document.of(world).operations().stream()
                .collect(Collectors.groupingBy(
                        Document.Described::path,
                        Collectors.mapping(
                                operation -> operation.method().toUpperCase(Locale.ROOT),
                                Collectors.toCollection(TreeSet::new))));
        return taken.entrySet().stream()
                .map(entry -> dynamicTest(entry.getKey(), () -> {
                    TreeSet<String> allowed = entry.getValue();
                    if (allowed.contains("GET")) {
                        allowed.add("HEAD");
                    }
                    for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW")) {
                        if (!allowed.contains(method)) {
                            isNotAllowed(method, entry.getKey(), String.join(", ", allowed));
                        }
                    }
                }));
    }

    private void isNotAllowed(String method, String template, String allowed) {
        REQUESTS.incrementAndGet();
        Api admin = world.admin();
        Answer answer =
                admin.send(method, template.replaceAll("\\{[^}]+}", "0199e0a1-7d4c-7c3b-9d52-6c1f5f0d9a10"), null);
        assertThat(answer.status()).as("%s %s", method, answer).isEqualTo(405);
        assertThat(answer.code()).isEqualTo("method-not-allowed");
        assertThat(answer.headers().firstValue("Allow")).as(method).contains(allowed);
    }

    private RawHttp.Reply raw(String request) {
        REQUESTS.incrementAndGet();
        return RawHttp.of(world.anonymous().baseUrl()).send(request);
    }
}
