package dev.marque.platform.jobs;

import static dev.marque.platform.identity.BuiltInRole.OPERATOR;

import dev.marque.platform.identity.Permission;
import dev.marque.platform.identity.PermissionSource;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Jobs belong to the server, so they are for operators only. */
@Singleton
public class JobPermissions implements PermissionSource {

    public static final String JOBS_READ = "jobs.read";
    public static final String JOBS_WRITE = "jobs.write";

    @Override
    public List<Permission> permissions() {
        return List.of(
                new Permission(JOBS_READ, "See the jobs of this server, not what they are about", Set.of(OPERATOR)),
                new Permission(JOBS_WRITE, "Run, pause, resume and retry jobs", Set.of(OPERATOR)));
    }
}
