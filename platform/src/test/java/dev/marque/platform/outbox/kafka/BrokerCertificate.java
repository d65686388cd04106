package dev.marque.platform.outbox.kafka;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate for 127.0.0.1 that is its own authority, made by the JDK's keytool.
 *
 * @param keyStore PKCS 12 with the private key
 * @param certificate PEM
 */
record BrokerCertificate(Path keyStore, Path certificate) {

    static final String PASSWORD = "of-the-key-store";

    static BrokerCertificate in(Path folder) throws Exception {
        BrokerCertificate made = new BrokerCertificate(folder.resolve("broker.p12"), folder.resolve("broker.pem"));
        made.keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=broker", "-ext", "san=ip:127.0.0.1");
        made.keytool("-exportcert", "-rfc", "-file", made.certificate().toString());
        return made;
    }

    private void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "broker", "-keystore", keyStore.toString(), "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("keytool " + arguments[0]);
        }
    }
}
