package dev.marque.cli.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StartTest {

    private static final int JAVA_11 = 55;

    @Test
    void onAnOlderJavaItIsSaidWhichOneIsNeeded() {
        assertThat(Start.refusal(17, "17.0.12", "/opt/java")).contains("""
                marque needs Java 25 or later; this is Java 17.0.12 in /opt/java.
                  Install Java 25, or take the distribution of Marque, which has its own.""");
        assertThat(Start.refusal(25, "25", "/opt/java")).isEmpty();
        assertThat(Start.refusal(26, "26-ea", "/opt/java")).isEmpty();
    }

    @Test
    void onlyWhatSaysSoRunsOnOlderJavaAndTheRestIsForTheOneThatItNames() throws Exception {
        assertThat(major("/dev/marque/cli/start/Start.class")).isEqualTo(JAVA_11);
        assertThat(major("/dev/marque/cli/Main.class")).isEqualTo(JAVA_11 - 11 + Start.NEEDED);
    }

    private static int major(String resource) throws Exception {
        try (InputStream in = StartTest.class.getResourceAsStream(resource);
                DataInputStream data = new DataInputStream(Objects.requireNonNull(in))) {
            assertThat(data.readInt()).isEqualTo(0xCAFEBABE);
            data.readUnsignedShort();
            return data.readUnsignedShort();
        }
    }
}
