package dev.marque.platform.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * Where a database is and who connects: a JDBC URL without credentials, a user and a password.
 *
 * @param jdbcUrl {@code jdbc:postgresql://host:port/name?...}, never with a user or a password in it
 */
public record PostgresAddress(String jdbcUrl, String user, String password) {

    private static final String JDBC = "jdbc:postgresql:";

    /**
     * Reads the forms that operators use: {@code postgres://user:password@host:port/name?sslmode=require},
     * {@code postgresql://…} and {@code jdbc:postgresql://host/name?user=…&password=…}.
     *
     * @throws IllegalArgumentException with a message that never repeats the password
     */
    public static PostgresAddress parse(String url) {
        String text = url.strip();
        String lower = text.toLowerCase(Locale.ROOT);
        String rest;
        if (lower.startsWith(JDBC + "//")) {
            rest = text.substring(JDBC.length() + 2);
        } else if (lower.startsWith("postgres://")) {
            rest = text.substring("postgres://".length());
        } else if (lower.startsWith("postgresql://")) {
            rest = text.substring("postgresql://".length());
        } else {
            throw new IllegalArgumentException(
                    "A database URL starts with postgres://, postgresql:// or jdbc:postgresql://, for example"
                            + " postgres://user:password@localhost:5432/marque");
        }
        String query = "";
        int question = rest.indexOf('?');
        if (question >= 0) {
            query = rest.substring(question + 1);
            rest = rest.substring(0, question);
        }
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String name = slash < 0 ? "" : rest.substring(slash + 1);
        String user = "";
        String password = "";
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            String who = authority.substring(0, at);
            authority = authority.substring(at + 1);
            int colon = who.indexOf(':');
            user = decode(colon < 0 ? who : who.substring(0, colon));
            password = colon < 0 ? "" : decode(who.substring(colon + 1));
        }
        List<String> parameters = new ArrayList<>();
        for (String parameter : query.isEmpty() ? List.<String>of() : List.of(query.split("&", -1))) {
            int equals = parameter.indexOf('=');
            String key = equals < 0 ? parameter : parameter.substring(0, equals);
            String value = equals < 0 ? "" : parameter.substring(equals + 1);
            switch (key) {
                case "user" -> user = decode(value);
                case "password" -> password = decode(value);
                default -> parameters.add(parameter);
            }
        }
        if (user.isEmpty()) {
            throw new IllegalArgumentException("The database URL names no user: postgres://USER:password@host/name");
        }
        if (name.isEmpty()) {
            throw new IllegalArgumentException("The database URL names no database: postgres://user@host/NAME");
        }
        String host = authority.isEmpty() ? "localhost" : authority;
        String suffix = parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
        return new PostgresAddress(JDBC + "//" + host + "/" + name + suffix, user, password);
    }

    /** The same database, entered by somebody else. */
    public PostgresAddress as(String otherUser, String otherPassword) {
        return new PostgresAddress(jdbcUrl, otherUser, otherPassword);
    }

    /** The name of the database. */
    public String databaseName() {
        int question = jdbcUrl.indexOf('?');
        String path = question < 0 ? jdbcUrl : jdbcUrl.substring(0, question);
        return decode(path.substring(path.lastIndexOf('/') + 1));
    }

    Properties credentials() {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return properties;
    }

    /** Without the password: this ends up in logs. */
    @Override
    public String toString() {
        return user + " at " + jdbcUrl;
    }

    private static String decode(String text) {
        // URLDecoder reads "+" as a blank, which in a URL's authority it is not.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
