package dev.marque.platform.identity.post;

import static dev.marque.platform.identity.testing.People.HOME;
import static dev.marque.platform.identity.testing.People.OTHER_PASSWORD;
import static dev.marque.platform.identity.testing.People.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.marque.platform.config.ConfigurationProblem;
import dev.marque.platform.identity.Emails;
import dev.marque.platform.identity.User;
import dev.marque.platform.identity.invitation.Invitation;
import dev.marque.platform.identity.signin.SignInOutcome.SignedIn;
import dev.marque.platform.identity.testing.People;
import dev.marque.platform.jobs.Jobs;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Letters that a real mail server takes. */
class LettersTest {

    private static final Pattern LINK = Pattern.compile("https://licenses\\.example\\.com/([a-z-]+)#(\\S+)");
    private static final People people = new People();
    private static final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeAll
    static void open() {
        server.start();
    }

    @AfterAll
    static void close() {
        server.stop();
        people.close();
    }

    @AfterEach
    void empty() throws com.icegreen.greenmail.store.FolderException {
        server.purgeEmailFromAllMailboxes();
    }

    @Test
    void whoForgotThePasswordGetsALetterThatLeadsToANewOne() throws MessagingException, IOException {
        User user = people.user("support");

        jobs(postbox()).forgotten(asked(user));

        MimeMessage letter = received().getFirst();
        assertThat(letter.getRecipients(Message.RecipientType.TO)[0].toString()).isEqualTo(user.email());
        assertThat(letter.getFrom()[0].toString()).isEqualTo("Marque <marque@example.com>");
        assertThat(letter.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
        people.resets.reset(token(letter, "reset-password"), OTHER_PASSWORD, HOME);
        assertThat(people.attempt(user, OTHER_PASSWORD, HOME)).isInstanceOf(SignedIn.class);
    }

    @Test
    void whoIsInvitedGetsALetterThatLetsThemJoin() throws MessagingException, IOException {
        Invitation invitation = people.invitations
                .invite(people.marque(), "gudrun@example.com", List.of("support"))
                .invitation();

        jobs(postbox()).invitation(people.acme.id() + "/" + invitation.id());

        String token = token(received().getFirst(), "accept-invitation");
        assertThat(people.invitations.accept(token, "Sam", PASSWORD, HOME).roles())
                .containsExactly("support");
    }

    @Test
    void strangersAndTheDisabledGetNoLetter() throws MessagingException {
        User disabled = people.user("support");
        people.userChanges.disable(people.marque(), disabled.id());

        jobs(postbox()).forgotten(asked(disabled));
        jobs(postbox()).forgotten(asked("stranger@example.com"));

        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void nobodyIsFloodedWithLetters() {
        User user = people.user("support");

        for (int i = 0; i < 10; i++) {
            jobs(postbox()).forgotten(asked(user));
        }
        assertThat(server.getReceivedMessages()).hasSize(3);

        people.clock.advance(Duration.ofHours(1).plusSeconds(1));
        jobs(postbox()).forgotten(asked(user));
        assertThat(server.getReceivedMessages()).hasSize(4);
    }

    @Test
    void aLetterThatCouldNotBeSentLeavesNoTokenAndIsTriedAgain() {
        User user = people.user("support");
        Postbox broken = new SmtpPostbox("smtp://127.0.0.1:1", "marque@example.com", people.clock);

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> jobs(broken).forgotten(asked(user))).isInstanceOf(LetterNotSent.class);
        }

        assertThat(tokens(user)).isZero();
        jobs(postbox()).forgotten(asked(user));
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void aLetterThatNobodyWaitsForAnyMoreIsNotSent() {
        String data = asked(people.user("support"));

        people.clock.advance(LetterJobs.TRIED_FOR.plusSeconds(1));
        jobs(postbox()).forgotten(data);

        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void withoutAMailServerNothingIsSentAndNoTokenMade() {
        User user = people.user("support");

        jobs(Postbox.CLOSED).forgotten(asked(user));

        assertThat(tokens(user)).isZero();
    }

    @Test
    void askingIsTheSameForKnownAndUnknownAddressesAndHoldsNoSecret() {
        User user = people.user("support");

        people.letters.forgotten(user.email());
        people.letters.forgotten(user.email());
        people.letters.forgotten("nobody@example.com");

        List<String> waiting = people.database.withoutTenant(transaction -> transaction
                .createQuery("select convert_from(task_data, 'UTF8') from scheduled_tasks where task_name = :name")
                .bind("name", LetterJobs.FORGOTTEN)
                .mapTo(String.class)
                .list());
        assertThat(waiting).hasSize(2).allMatch(data -> data.matches("[0-9a-f]{64}/[0-9]{10}"));
        assertThat(tokens(user)).isZero();
    }

    @Test
    void aLetterSurvivesTheProcessThatAskedForIt() {
        User user = people.user("support");
        people.clock.set(Instant.now());
        people.letters.forgotten(user.email());

        try (Jobs worker = new Jobs(
                people.database, Clock.systemUTC(), List.of(), jobs(postbox()).oneOffJobs())) {
            worker.start();
            assertThat(server.waitForIncomingEmail(20_000, 1)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://mail.example.com", "mail.example.com", "smtp:", "smtp://kim:pa ss@mail"})
    void aUrlThatIsNoneIsNamedWithoutItsSecrets(String url) {
        assertThatThrownBy(() -> new SmtpPostbox(url, "marque@example.com", people.clock))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("MARQUE_MAIL_URL")
                .hasMessageNotContaining("pa ss");
    }

    @Test
    void noPasswordIsSentToAServerWithoutTls() {
        String url = "smtp://kim:secret@127.0.0.1:" + server.getSmtp().getPort();
        Postbox postbox = new SmtpPostbox(url, "marque@example.com", people.clock);

        assertThatThrownBy(() -> postbox.send(new Letter("sam@example.com", "Hello", "Hello")))
                .isInstanceOf(LetterNotSent.class)
                .hasMessageContaining("STARTTLS");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    private static LetterJobs jobs(Postbox postbox) {
        return people.letterJobs(postbox);
    }

    private static Postbox postbox() {
        String url = "smtp://127.0.0.1:" + server.getSmtp().getPort();
        return new SmtpPostbox(url, "Marque <marque@example.com>", people.clock);
    }

    private static String asked(User user) {
        return asked(user.email());
    }

    private static String asked(String email) {
        return HexFormat.of().formatHex(Emails.lookupHash(email)) + "/"
                + people.clock.instant().getEpochSecond();
    }

    private static List<MimeMessage> received() {
        return List.of(server.getReceivedMessages());
    }

    private static String token(MimeMessage letter, String page) throws MessagingException, IOException {
        Matcher link = LINK.matcher(String.valueOf(letter.getContent()));
        assertThat(link.find()).isTrue();
        assertThat(link.group(1)).isEqualTo(page);
        return link.group(2);
    }

    private static int tokens(User user) {
        return people.database.inTenant(people.acme.id(), transaction -> transaction
                .createQuery("select count(*) from one_time_tokens where subject_id = :user")
                .bind("user", user.id())
                .mapTo(Integer.class)
                .one());
    }
}
