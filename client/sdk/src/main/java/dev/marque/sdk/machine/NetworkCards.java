package dev.marque.sdk.machine;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The address of the network card that tells a machine from others. */
final class NetworkCards {

    private static final int BYTES = 6;
    private static final int LOCALLY_ADMINISTERED = 2;

    private NetworkCards() {}

    /**
     * The first by name that its maker has numbered, among those that are not made by software: the order in which the
     * system lists them changes, and so do the addresses of bridges, tunnels and containers.
     */
    static Optional<String> address() {
        Map<String, byte[]> cards = new TreeMap<>();
        try {
            for (NetworkInterface card : NetworkInterface.networkInterfaces().toList()) {
                byte[] address = card.getHardwareAddress();
                if (address != null && !card.isLoopback() && !card.isVirtual() && !card.isPointToPoint()) {
                    cards.put(card.getName(), address);
                }
            }
        } catch (SocketException e) {
            return Optional.empty();
        }
        return choose(cards);
    }

    /** By name of the card. */
    static Optional<String> choose(Map<String, byte[]> cards) {
        return new TreeMap<>(cards)
                .entrySet().stream()
                        .filter(card -> card.getValue().length == BYTES)
                        .filter(card -> (card.getValue()[0] & LOCALLY_ADMINISTERED) == 0)
                        .filter(card -> !madeBySoftware(card.getKey().toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .map(card -> HexFormat.of().formatHex(card.getValue()));
    }

    private static boolean madeBySoftware(String name) {
        return name.matches(
                "(docker|br-|veth|virbr|vmnet|vboxnet|tun|tap|wg|zt|cni|flannel|cali|utun|awdl|llw|anpi).*");
    }
}
