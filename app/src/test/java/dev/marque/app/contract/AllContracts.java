package dev.marque.app.contract;

import dev.marque.app.testing.World;
import java.util.List;
import java.util.stream.Stream;

/** The contracts of every room. */
final class AllContracts {

    private AllContracts() {}

    static List<Contract> of(World world) {
        return Stream.of(
                        new PlatformContracts(world).all(),
                        new PeopleContracts(world).all(),
                        new OwnTenantsContracts(world).all(),
                        new ApiKeyContracts(world).all(),
                        new OidcContracts(world).all(),
                        new AccessContracts(world).all(),
                        new TenancyContracts(world).all(),
                        new BackupContracts(world).all(),
                        new AuditContracts(world).all(),
                        new CatalogContracts(world).all(),
                        new LicenseContracts(world).all(),
                        new LicenseTokenContracts(world).all(),
                        new LifecycleContracts(world).all(),
                        new InstallationContracts(world).all(),
                        new MachineContracts(world).all(),
                        new LeaseContracts(world).all(),
                        new EdgeContracts(world).all(),
                        new MeterContracts(world).all(),
                        new UsageContracts(world).all(),
                        new NamedUserContracts(world).all(),
                        new TrialContracts(world).all(),
                        new FeatureContracts(world).all(),
                        new OfflineContracts(world).all(),
                        new AccessRuleContracts(world).all(),
                        new EnvironmentContracts(world).all(),
                        new LimitContracts(world).all(),
                        new KeyContracts(world).all(),
                        new EventContracts(world).all())
                .flatMap(List::stream)
                .toList();
    }
}
