package dev.marque.licensing.access;

import dev.marque.kernel.net.Network;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes small files in MaxMind's DB format, version 2.0, by its specification: a binary tree of 24-bit records over IPv6
 * addresses, where IPv4 lies in ::/96, then the data, then the metadata. Networks must not overlap.
 */
final class CountryFileWriter {

    private static final int EMPTY = -1;
    private static final int SEPARATOR = 16;
    private static final int MAP = 7;
    private static final int STRING = 2;
    private static final int DOUBLE = 3;
    private static final int UINT16 = 5;
    private static final int UINT32 = 6;

    /** Children of each node: another node, or a data offset as {@code -2 - offset}. */
    private final List<int[]> nodes = new ArrayList<>(List.of(new int[] {EMPTY, EMPTY}));

    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    /** Says of a network what a publisher would: texts, numbers, and maps of them. */
    CountryFileWriter put(String network, Map<String, ?> entry) {
        Network where = Network.parse(network);
        byte[] address = where.address().getAddress();
        byte[] bits = new byte[16];
        System.arraycopy(address, 0, bits, bits.length - address.length, address.length);
        int length = where.prefixLength() + (bits.length - address.length) * Byte.SIZE;
        int node = 0;
        for (int i = 0; i < length - 1; i++) {
            int side = bit(bits, i);
            if (nodes.get(node)[side] == EMPTY) {
                nodes.add(new int[] {EMPTY, EMPTY});
                nodes.get(node)[side] = nodes.size() - 1;
            }
            node = nodes.get(node)[side];
        }
        nodes.get(node)[bit(bits, length - 1)] = -2 - data.size();
        write(data, entry);
        return this;
    }

    private static int bit(byte[] bits, int index) {
        return bits[index / Byte.SIZE] >> (Byte.SIZE - 1 - index % Byte.SIZE) & 1;
    }

    byte[] bytes() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int[] node : nodes) {
            for (int child : node) {
                number(
                        file,
                        child == EMPTY ? nodes.size() : child >= 0 ? child : nodes.size() + SEPARATOR - 2 - child,
                        3);
            }
        }
        file.writeBytes(new byte[SEPARATOR]);
        file.writeBytes(data.toByteArray());
        file.writeBytes(new byte[] {(byte) 0xAB, (byte) 0xCD, (byte) 0xEF});
        file.writeBytes("MaxMind.com".getBytes(StandardCharsets.US_ASCII));
        metadata(file);
        return file.toByteArray();
    }

    private void metadata(ByteArrayOutputStream file) {
        file.write(MAP << 5 | 9);
        write(file, "node_count");
        file.write(UINT32 << 5 | 4);
        number(file, nodes.size(), 4);
        Map.of("record_size", 24, "ip_version", 6, "binary_format_major_version", 2, "binary_format_minor_version", 0)
                .forEach((name, value) -> {
                    write(file, name);
                    file.write(UINT16 << 5 | 2);
                    number(file, value, 2);
                });
        write(file, "database_type");
        write(file, "Test-Country");
        write(file, "description");
        write(file, Map.of());
        write(file, "languages");
        file.writeBytes(new byte[] {0, 4});
        write(file, "build_epoch");
        file.writeBytes(new byte[] {4, 2});
        number(file, 1_790_000_000, 4);
    }

    private static void write(ByteArrayOutputStream out, Object value) {
        if (value instanceof Map<?, ?> map) {
            out.write(MAP << 5 | map.size());
            map.forEach((key, inner) -> {
                write(out, key);
                write(out, inner);
            });
        } else if (value instanceof Double number) {
            out.write(DOUBLE << 5 | Double.BYTES);
            out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(number).array());
        } else {
            byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
            out.write(STRING << 5 | text.length);
            out.writeBytes(text);
        }
    }

    private static void number(ByteArrayOutputStream out, int value, int bytes) {
        for (int i = bytes - 1; i >= 0; i--) {
            out.write(value >> i * Byte.SIZE);
        }
    }
}
