package dev.marque.licensing.policy;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.time.Term;
import dev.marque.keys.fingerprint.Matching;
import dev.marque.keys.fingerprint.MatchingStrategy;
import dev.marque.keys.validation.HeartbeatTerms;
import dev.marque.licensing.rows.Columns;
import dev.marque.licensing.rows.JsonColumns;
import dev.marque.licensing.rows.Lifetimes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * How a license may be used: what a policy says and what each license takes along from it.
 *
 * @param term how long a license runs; null for ever
 * @param grace how long it still works after it expired
 * @param maxActivations on how many machines at once; null for any number
 * @param matching when a machine is taken for one that is known
 * @param heartbeatInterval how often an installation gives a sign of life
 * @param activationTokenLifetime how long an activation token holds before it has to be refreshed
 * @param rules the rest, by subject
 */
public record Terms(
        @JsonSerialize(using = Lifetimes.Writer.class) @JsonDeserialize(using = Lifetimes.TermReader.class) @Nullable Term term,

        @JsonSerialize(using = Lifetimes.Writer.class) @JsonDeserialize(using = Lifetimes.DurationReader.class)
        Duration grace,

        @Nullable Integer maxActivations,
        boolean requiresActivation,
        MatchingStrategy matching,
        RenewalBasis renewalBasis,

        @JsonSerialize(using = Lifetimes.Writer.class) @JsonDeserialize(using = Lifetimes.DurationReader.class)
        Duration heartbeatInterval,

        @JsonSerialize(using = Lifetimes.Writer.class) @JsonDeserialize(using = Lifetimes.DurationReader.class)
        Duration activationTokenLifetime,

        Rules rules) {

    private static final Duration YEAR = Duration.ofDays(366);

    /** @throws ProblemException INVALID_INPUT naming the field that is out of range */
    public Terms {
        require("grace", grace, Duration.ZERO, YEAR, "P0D to P366D");
        require("heartbeatInterval", heartbeatInterval, Duration.ofMinutes(1), Duration.ofDays(1), "PT1M to P1D");
        require("activationTokenLifetime", activationTokenLifetime, Duration.ofHours(1), YEAR, "PT1H to P366D");
    }

    private static void require(String field, Duration value, Duration min, Duration max, String range) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw ProblemException.invalid(FieldError.inBody("/" + field, "must be " + range));
        }
    }

    /** The same terms with another number of machines. */
    public Terms withMaxActivations(@Nullable Integer max) {
        return new Terms(
                term,
                grace,
                max,
                requiresActivation,
                matching,
                renewalBasis,
                heartbeatInterval,
                activationTokenLifetime,
                rules);
    }

    /** The same terms without those bounds. */
    Terms without(Set<Bound> bounds) {
        return new Terms(
                bounds.contains(Bound.TIME) ? null : term,
                grace,
                bounds.contains(Bound.MACHINES) ? null : maxActivations,
                requiresActivation,
                matching,
                renewalBasis,
                heartbeatInterval,
                activationTokenLifetime,
                rules);
    }

    /** The same terms with those rules replaced that are spoken of. */
    public Terms withRules(@Nullable Rules edit) {
        return new Terms(
                term,
                grace,
                maxActivations,
                requiresActivation,
                matching,
                renewalBasis,
                heartbeatInterval,
                activationTokenLifetime,
                rules.with(edit));
    }

    /** On how many machines it may be active at the utmost, overage included; null for any number. */
    public @Nullable Integer mostActivations() {
        return rules.beyondMachines().most(maxActivations);
    }

    /** When a machine is taken for one that is known: by the rules' weights if there are some, else by the strategy. */
    public Matching knowingMachines() {
        return rules.tellingMachines().over(matching);
    }

    /** When a machine lives. */
    public HeartbeatTerms heartbeats() {
        return rules.signsOfLife().over(heartbeatInterval);
    }

    /** Reads the columns, which have the same names in policies and licenses. */
    public static Terms of(ResultSet row) throws SQLException {
        return new Terms(
                Columns.termOrNull(row, "term"),
                Columns.duration(row, "grace"),
                Columns.integerOrNull(row, "max_activations"),
                row.getBoolean("requires_activation"),
                Columns.constant(row, "matching", MatchingStrategy.class),
                Columns.constant(row, "renewal_basis", RenewalBasis.class),
                Columns.duration(row, "heartbeat_interval"),
                Columns.duration(row, "activation_token_lifetime"),
                JsonColumns.read(Columns.text(row, "rules"), Rules.class));
    }

    /** Binds each term under its own name. */
    public Update bindTo(Update update) {
        return update.bind("term", term == null ? null : term.toString())
                .bind("grace", Lifetimes.text(grace))
                .bind("maxActivations", maxActivations)
                .bind("requiresActivation", requiresActivation)
                .bind("matching", matching)
                .bind("renewalBasis", renewalBasis)
                .bind("heartbeatInterval", Lifetimes.text(heartbeatInterval))
                .bind("activationTokenLifetime", Lifetimes.text(activationTokenLifetime))
                .bind("rules", JsonColumns.write(rules));
    }
}
