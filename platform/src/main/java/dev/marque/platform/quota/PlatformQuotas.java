package dev.marque.platform.quota;

import jakarta.inject.Singleton;
import java.util.List;

/** What the platform itself counts. */
@Singleton
public class PlatformQuotas implements QuotaSource {

    public static final Quota USERS = new Quota("users", "Members of staff", "select count(*) from users");
    public static final Quota API_KEYS = new Quota(
            "api-keys", "API keys that are not revoked", "select count(*) from api_keys where revoked_at is null");

    @Override
    public List<Quota> quotas() {
        return List.of(USERS, API_KEYS);
    }
}
