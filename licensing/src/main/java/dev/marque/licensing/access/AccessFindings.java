package dev.marque.licensing.access;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.AccessFacts;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.rows.JsonColumns;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which kinds of rules that count for a license match the one who asks, as one column. However many rules there are, no
 * more than a dozen findings travel.
 *
 * @param findings different from each other, in any order; null for none
 */
public record AccessFindings(@Nullable List<Finding> findings) {

    /**
     * An expression over the license {@code l}, the time {@code :now}, {@code :address}, {@code :country}, the values
     * {@code :presented} and the machine {@code :activation}.
     */
    public static final String COLUMN = """
            (select jsonb_build_object('findings', jsonb_agg(distinct jsonb_build_object(
                        'kind', r.kind, 'subject', r.subject, 'matches', case r.subject
                            when 'ADDRESS_RANGE' then cast(r.value as cidr) >>= cast(:address as inet)
                            when 'COUNTRY' then r.value = cast(:country as text)
                            else r.value = any (nullif(array_remove(
                                array_append(cast(:presented as text[]), machine.fingerprint), null), '{}')) end)))
             from access_rules r
             left join license_activations machine on machine.tenant_id = l.tenant_id and machine.license_id = l.id
                 and machine.id = :activation
             where r.tenant_id = l.tenant_id
               and (r.product_id is null or r.product_id = l.product_id)
               and (r.license_id is null or r.license_id = l.id)
               and (r.expires_at is null or r.expires_at > :now)) as access_findings""";

    /**
     * That there are such rules.
     *
     * @param matches whether one of them matches; null if who asks did not tell what they look at
     */
    public record Finding(
            AccessKind kind,
            AccessSubject subject,
            @Nullable Boolean matches) {}

    public static AccessFindings read(String column) {
        return JsonColumns.read(column, AccessFindings.class);
    }

    /** What rules about fingerprints look at. */
    public static String[] presented(ValidationRequest request) {
        Set<String> values = new HashSet<>(request.scopes().fingerprints());
        Fingerprint machine = request.fingerprint();
        if (machine != null) {
            values.add(machine.value());
            values.addAll(machine.components().values());
        }
        return values.toArray(String[]::new);
    }

    /** What follows from the findings. */
    public AccessFacts facts() {
        return new AccessFacts(
                blocks(AccessSubject.ADDRESS_RANGE),
                blocks(AccessSubject.COUNTRY),
                blocks(AccessSubject.FINGERPRINT),
                has(AccessKind.ALLOW, AccessSubject.FINGERPRINT, null));
    }

    private boolean blocks(AccessSubject subject) {
        return has(AccessKind.BLOCK, subject, true)
                || (has(AccessKind.ALLOW, subject, false) && !has(AccessKind.ALLOW, subject, true));
    }

    private boolean has(AccessKind kind, AccessSubject subject, @Nullable Boolean matches) {
        return Objects.requireNonNullElse(findings, List.<Finding>of()).contains(new Finding(kind, subject, matches));
    }
}
