package dev.marque.keygen.machine;

import dev.marque.kernel.page.Page;
import dev.marque.keygen.details.Detail;
import dev.marque.keygen.details.Details;
import dev.marque.keygen.details.Details.Kind;
import dev.marque.keygen.license.Owners;
import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.Listing;
import dev.marque.keygen.route.Paging;
import dev.marque.keygen.route.Query;
import dev.marque.keygen.route.Reply;
import dev.marque.keygen.route.Walk;
import dev.marque.licensing.activation.FoundMachine;
import dev.marque.licensing.activation.MachineSearch;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists of machines. What the database finds is asked of it; for what only this room knows, machines are gone through. */
@Singleton
class MachineLists {

    private static final String METADATA = "metadata";

    private final MachineSearch search;
    private final MachineViews views;
    private final Details details;
    private final Owners owners;

    @Inject
    MachineLists(MachineSearch search, MachineViews views, Details details, Owners owners) {
        this.search = search;
        this.views = views;
        this.details = details;
        this.owners = owners;
    }

    /** The owner whom the query names; null if it names none. */
    @Nullable UUID askedOwner(Call call) {
        return call.query()
                .text("owner")
                .or(() -> call.query().text("user"))
                .map(name -> owners.named(call.actor(), name))
                .orElse(null);
    }

    Reply list(Call call, @Nullable UUID license, @Nullable UUID product, @Nullable UUID owner) {
        Query query = call.query();
        query.refuse("group");
        MachineSearch.Filter filter = new MachineSearch.Filter(
                null,
                query.text("fingerprint").orElse(null),
                license,
                query.id("policy").orElse(null),
                product,
                owner);
        return Paging.pages(call, listing(call, filter), found -> views.of(call, found));
    }

    private Listing<FoundMachine> listing(Call call, MachineSearch.Filter filter) {
        Query query = call.query();
        boolean looksAt = !query.members(METADATA).isEmpty()
                || List.of("ip", "hostname", "status").stream()
                        .anyMatch(name -> query.text(name).isPresent());
        if (!looksAt) {
            return Listing.asked(
                    slice -> search.slice(call.actor(), filter, slice),
                    () -> search.count(call.actor(), filter, Listing.COUNTED));
        }
        return Walk.over(request -> {
            Page<FoundMachine> page = search.list(call.actor(), filter, request);
            Map<UUID, Detail> said = details.of(
                    call.actor(),
                    Kind.MACHINE,
                    page.items().stream()
                            .map(machine -> machine.activation().id())
                            .toList());
            return new Page<>(
                    page.items().stream()
                            .filter(machine -> isLike(
                                    query,
                                    machine,
                                    said.getOrDefault(machine.activation().id(), Detail.NOTHING)))
                            .toList(),
                    page.next());
        });
    }

    private static boolean isLike(Query query, FoundMachine machine, Detail said) {
        String address = said.text("ip") == null ? machine.activation().address() : said.text("ip");
        return is(query.text("status"), machine.heartbeat().name())
                && is(query.text("ip"), address)
                && is(query.text("hostname"), said.text("hostname"))
                && query.members(METADATA).entrySet().stream().allMatch(entry -> entry.getValue()
                        .equals(String.valueOf(said.metadata().get(entry.getKey()))));
    }

    private static boolean is(Optional<String> asked, @Nullable String value) {
        return asked.map(text -> text.equalsIgnoreCase(value)).orElse(true);
    }
}
