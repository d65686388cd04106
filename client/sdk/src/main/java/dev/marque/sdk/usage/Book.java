package dev.marque.sdk.usage;

import dev.marque.keys.json.Json;
import dev.marque.keys.json.JsonException;
import dev.marque.sdk.http.Fields;
import dev.marque.sdk.store.Folder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is on disk and was not counted yet. Never changes. */
record Book(List<Item> items, List<FeatureUse> features) {

    /** More than this is not kept: a server that is never reached must not fill a disk. */
    static final int MOST = 20_000;

    private static final String FILE = "usage";

    Book {
        items = List.copyOf(items);
        features = List.copyOf(features);
    }

    static Book in(Folder folder) throws IOException {
        byte[] json = folder.read(FILE);
        if (json == null) {
            return new Book(List.of(), List.of());
        }
        try {
            Fields book = new Fields(Json.readObject(json));
            List<Item> items = new ArrayList<>();
            for (Fields one : book.objects("items")) {
                Item item = Item.fromJson(one);
                if (item != null) {
                    items.add(item);
                }
            }
            return new Book(
                    items,
                    book.objects("features").stream().map(FeatureUse::fromJson).toList());
        } catch (JsonException e) {
            return new Book(List.of(), List.of());
        }
    }

    void to(Folder folder) throws IOException {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("items", items.stream().map(Item::toJson).toList());
        json.put("features", features.stream().map(FeatureUse::toJson).toList());
        folder.write(FILE, Json.writeBytes(json));
    }

    /** With these, added to what is there and was not told yet. */
    Book with(List<Item> fresh) {
        List<Item> all = new ArrayList<>(items);
        for (Item one : fresh) {
            int place = placeOf(all, one);
            if (place >= 0) {
                all.set(place, all.get(place).with(one));
            } else if (all.size() < MOST) {
                all.add(one);
            }
        }
        return new Book(all, features);
    }

    private static int placeOf(List<Item> all, Item fresh) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).takes(fresh)) {
                return i;
            }
        }
        return -1;
    }

    Book withFeatures(List<FeatureUse> others) {
        return new Book(items, others);
    }

    /** From now on these are told just as they are. */
    Book asTold() {
        return new Book(items.stream().map(Item::asTold).toList(), features);
    }

    Book without(Item done) {
        return new Book(
                items.stream()
                        .filter(item -> !item.requestId().equals(done.requestId()))
                        .toList(),
                features);
    }

    boolean isEmpty() {
        return items.isEmpty() && features.isEmpty();
    }
}
