package dev.marque.sdk.machine;

import java.util.Locale;
import java.util.Optional;

/** What a cloud tells a virtual machine about itself in files; no network is asked. */
record CloudInstance(SystemFiles files) {

    private static final String DMI = "sys/class/dmi/id/";

    /** The id of the instance, which is the same as long as it exists; nothing outside of clouds. */
    Optional<String> id() {
        Optional<String> tag = files.text(DMI + "board_asset_tag").filter(text -> text.matches("i-[0-9a-f]{8,17}"));
        return tag.or(() -> files.text("var/lib/cloud/data/instance-id")
                .filter(id -> !id.toLowerCase(Locale.ROOT).contains("nocloud")));
    }
}
