package dev.marque.app.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.platform.identity.testing.Phone;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/** A member of the vendor's staff who is signed in, with a password that nobody else has. */
public record Colleague(World world, String id, String email, Api api) {

    public static final String PASSWORD = "a lamp under eleven wet umbrellas";
    private static final AtomicInteger COUNTER = new AtomicInteger();

    /** A new one, in support. */
    public static Colleague hired(World world) {
        String email = "colleague%d@example.com".formatted(COUNTER.incrementAndGet());
        return of(world, email, world.people().hire("main", email, PASSWORD, "support"));
    }

    /** The same, with a password of her or his own choice. */
    static Colleague hiredWithOwnPassword(World world, String password) {
        String email = "colleague%d@example.com".formatted(COUNTER.incrementAndGet());
        return of(world, email, world.people().hireWithOwnPassword("main", email, password, "support"));
    }

    private static Colleague of(World world, String email, People.Hired hired) {
        return new Colleague(world, hired.id().toString(), email, hired.api());
    }

    /** Signs in once more; with a second factor the answer is a challenge. */
    public Answer signIn() {
        Answer answer = world.anonymous().post("/api/v1/auth/login", """
                {"email": "%s", "password": "%s"}""".formatted(email, PASSWORD));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer;
    }

    /** Begins with a second factor; the phone shows codes that were not used yet. */
    public Phone enrol() {
        Answer enrolled = api.post("/api/v1/me/second-factor", "{\"password\": \"" + PASSWORD + "\"}");
        assertThat(enrolled.status()).as(enrolled.toString()).isEqualTo(200);
        return Phone.with(enrolled.text("/secret"), world.clock());
    }

    /** Turns the second factor on. The phone shows the codes of the next step, since this one's is used up. */
    public Phone confirm() {
        Phone phone = enrol();
        Answer confirmed = api.post("/api/v1/me/second-factor/confirm", "{\"code\": \"" + phone.code() + "\"}");
        assertThat(confirmed.status()).as(confirmed.toString()).isEqualTo(200);
        return new Phone(phone.secret(), InstantSource.offset(world.clock(), Duration.ofSeconds(30)));
    }

    /** A token with which the password is set anew. */
    public String passwordReset() {
        return made(world.admin().post("/api/v1/users/" + id + "/password-reset", ""), "/token");
    }

    /** An invitation for somebody who is not on the staff yet. */
    public static Answer invitation(World world) {
        Answer invited = world.admin().post("/api/v1/invitations", """
                {"email": "guest%d@example.com", "roles": ["support"]}""".formatted(COUNTER.incrementAndGet()));
        assertThat(invited.status()).as(invited.toString()).isEqualTo(201);
        return invited;
    }

    private static String made(Answer answer, String pointer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.text(pointer);
    }
}
