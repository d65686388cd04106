package dev.marque.app.user;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.is;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;

/** A member of staff who is signed in. Every call expects to succeed. */
record Staff(String url, String accessToken) {

    static Staff admin(RunningMarque marque) {
        return signIn(marque.url(), MarqueLaunch.ADMIN_EMAIL, MarqueLaunch.ADMIN_PASSWORD);
    }

    static Staff signIn(String url, String email, String password) {
        String token = given().contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", password))
                .post(url + "/api/v1/auth/login")
                .then()
                .statusCode(200)
                .extract()
                .path("accessToken");
        return new Staff(url, token);
    }

    /** The user's id. */
    String me() {
        return get("/api/v1/me").getString("id");
    }

    /** One field of each item of a list. */
    List<String> list(String path, String field) {
        return get(path).getList("items." + field, String.class);
    }

    JsonPath get(String path) {
        return given().auth()
                .oauth2(accessToken)
                .get(url + path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    JsonPath post(String path, Map<String, ?> body) {
        return given().auth()
                .oauth2(accessToken)
                .contentType(ContentType.JSON)
                .body(body)
                .post(url + path)
                .then()
                .statusCode(anyOf(is(200), is(201)))
                .extract()
                .jsonPath();
    }
}
