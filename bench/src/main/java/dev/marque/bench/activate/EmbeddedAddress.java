package dev.marque.bench.activate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** The database of a running Marque, as it is left in the data folder, entered in the role of the application. */
record EmbeddedAddress(int port, String password) {

    private static final String DATABASE = "marque";
    private static final String SUPERUSER = "postgres";
    private static final String AS_APPLICATION = "-c role=marque_app";

    static EmbeddedAddress in(Path data) throws IOException {
        return new EmbeddedAddress(
                Integer.parseInt(Files.readString(data.resolve("postgres.port")).strip()),
                Files.readString(data.resolve("postgres.password")).strip());
    }

    /** What programs of PostgreSQL go by. */
    Map<String, String> environment() {
        return Map.of(
                "PGHOST",
                "127.0.0.1",
                "PGPORT",
                Integer.toString(port),
                "PGDATABASE",
                DATABASE,
                "PGUSER",
                SUPERUSER,
                "PGPASSWORD",
                password,
                "PGOPTIONS",
                AS_APPLICATION);
    }

    /** As the superuser, whom nothing is hidden from. */
    Connection superuser() throws SQLException {
        return DriverManager.getConnection(url(), SUPERUSER, password);
    }

    Connection application() throws SQLException {
        return DriverManager.getConnection(url() + "?options=-c%20role=marque_app", SUPERUSER, password);
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    @Override
    public String toString() {
        return "EmbeddedAddress[" + port + "]";
    }
}
