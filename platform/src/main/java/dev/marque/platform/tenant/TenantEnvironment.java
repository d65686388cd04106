package dev.marque.platform.tenant;

/** One environment of one tenant: where records of licensing belong. */
public record TenantEnvironment(TenantId tenant, EnvironmentCode environment) {

    public static TenantEnvironment productionOf(TenantId tenant) {
        return new TenantEnvironment(tenant, EnvironmentCode.PRODUCTION);
    }
}
