package dev.marque.app.fuzz;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marque.app.openapi.Document;
import dev.marque.app.testing.Answer;
import dev.marque.app.testing.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A number of requests, made one after the other, and what was wrong with their answers. */
final class FuzzRun {

    private static final int ROUND = 200;
    private static final int ROUNDS_OF_A_CAST = 5;
    private static final int FAULTS_SHOWN = 20;

    private final World world;
    private final Document document;
    private final Requests requests;
    private final Pool pool;
    private final Unwritten unwritten = new Unwritten();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Set<String> reached = new TreeSet<>();
    private final List<String> faults = new ArrayList<>();
    private int casts;

    FuzzRun(World world, long seed) {
        this.world = world;
        this.document = document(world);
        Chance chance = new Chance(seed);
        this.pool = new Pool(chance, onWhomAllDepends(world));
        this.requests = new Requests(document, chance, pool);
    }

    /** The operator, and the tenants that were there before: whoever suspends or deletes them ends the run. */
    private static Set<String> onWhomAllDepends(World world) {
        Set<String> ids = new HashSet<>(world.operator()
                .get("/api/v1/operator/tenants")
                .json()
                .at("/items")
                .findValuesAsText("id"));
        ids.add(world.operator().get("/api/v1/me").text("/id"));
        return ids;
    }

    /** Low limits would refuse the rest of the run: the operator of this run only ever sets high ones. */
    private static Document document(World world) {
        Document document = Document.of(world);
        ((ObjectNode) document.root().at("/components/schemas/NewAllowance/properties/requests"))
                .put("minimum", 1_000_000);
        return document;
    }

    /** Stops early when a lot is wrong. */
    void make(int wanted) {
        Cast cast = new Cast(world, ++casts);
        for (int made = 0; made < wanted && faults.size() < FAULTS_SHOWN; made += ROUND) {
            if (made / ROUND % ROUNDS_OF_A_CAST == ROUNDS_OF_A_CAST - 1 || !cast.isFit()) {
                cast = new Cast(world, ++casts);
            }
            round(cast, Math.min(ROUND, wanted - made));
        }
    }

    private void round(Cast cast, int size) {
        List<FuzzRequest> refused = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            FuzzRequest request = requests.next(cast);
            Answer answer = request.send();
            statuses.merge(answer.status(), 1, Integer::sum);
            judge(request, answer);
            if (answer.status() >= 400) {
                refused.add(request);
            }
        }
        String culprit = unwritten.culprit(refused);
        if (culprit != null) {
            faults.add(culprit);
        }
    }

    private void judge(FuzzRequest request, Answer answer) {
        List<String> wrong = Verdict.faults(document, request, answer);
        if (!wrong.isEmpty()) {
            faults.add("%s%n  %s%n  %s".formatted(wrong, request, shown(answer)));
        } else if (answer.status() < 300) {
            reached.add(request.operation().id());
            if (answer.headers().firstValue("Content-Type").orElse("").startsWith("application/json")) {
                pool.learn(request.operation().path(), answer.json());
            }
        }
    }

    private static String shown(Answer answer) {
        String text = answer.toString();
        return text.substring(0, Math.min(500, text.length()));
    }

    List<String> faults() {
        return faults;
    }

    /** How many requests got which status. */
    Map<Integer, Integer> statuses() {
        return statuses;
    }

    /** The operations that were called with success. */
    Set<String> reached() {
        return reached;
    }

    /** How many refused requests were sent again between two looks at all tables. */
    int refusedThatWroteNothing() {
        return unwritten.checked();
    }

    /** Tables into which something else wrote between two such looks. */
    List<String> writtenByJobs() {
        return unwritten.byJobs();
    }

    int operations() {
        return document.operations().size();
    }
}
