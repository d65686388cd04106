package dev.marque.platform.quota;

import java.util.List;

/** A room's quotas. Each room that has some has one bean of this type. */
@FunctionalInterface
public interface QuotaSource {

    List<Quota> quotas();
}
