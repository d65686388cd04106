package dev.marque.keys.sign;

import dev.marque.keys.testing.TestKeys;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Locale;

/** The measurement behind {@link SignatureProviders}: run its main method; the table belongs into README.md. */
final class SignatureBench {
    private static final int MESSAGE_BYTES = 300;
    private static final long NANOS = 100_000_000;

    /** Time on the processor: other load on the machine does not count. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private SignatureBench() {}

    public static void main(String[] args) {
        byte[] message = new byte[MESSAGE_BYTES];
        System.out.println("| algorithm | provider | sign µs | verify µs |");
        System.out.println("| --- | --- | --- | --- |");
        for (SigningKey key : TestKeys.ALL) {
            for (SignatureProvider provider :
                    List.of(SignatureProviders.fastest(), SignatureProviders.portable(), SignatureProviders.jdk())) {
                byte[] signature = provider.sign(key.algorithm(), key.privateKey(), message);
                double sign = micros(() -> provider.sign(key.algorithm(), key.privateKey(), message));
                double verify = micros(() -> provider.verify(key.algorithm(), key.publicKey(), message, signature));
                String engine =
                        provider.name().replaceAll(".*" + key.algorithm().fileName() + "=(\\S+).*", "$1");
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %s | %.0f | %.0f |%n",
                        key.algorithm().fileName(),
                        engine,
                        sign,
                        verify);
            }
        }
    }

    private static double micros(Runnable work) {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 4; round++) {
            long count = 0;
            long start = System.nanoTime();
            long startCpu = THREADS.getCurrentThreadCpuTime();
            while (System.nanoTime() - start < NANOS) {
                work.run();
                count++;
            }
            best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - startCpu) / 1000.0 / count);
        }
        return best;
    }
}
