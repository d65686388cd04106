package dev.marque.platform.identity.post;

import dev.marque.platform.config.ConfigurationProblem;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Sends letters by SMTP (RFC 5321): {@code smtps} is TLS from the start; {@code smtp} takes STARTTLS where it is
 * offered, and insists on it before it shows a password. Certificates are checked.
 */
public final class SmtpPostbox implements Postbox {

    private static final String TIMEOUT_MILLIS = "10000";

    private final Session session;
    private final InternetAddress from;
    private final InstantSource clock;
    private final @Nullable String user;
    private final @Nullable String password;

    /**
     * A way to a mail server.
     *
     * @param text {@code smtp://user:password@host:587}, the user and the port may be left out; also {@code smtps}
     * @throws ConfigurationProblem if the URL is no such URL, or the sender no address; never with the URL in it
     */
    public SmtpPostbox(String text, String from, InstantSource clock) {
        URI url = parse(text);
        String scheme = String.valueOf(url.getScheme());
        if (url.getHost() == null || !(scheme.equals("smtp") || scheme.equals("smtps"))) {
            throw unreadable();
        }
        try {
            this.from = new InternetAddress(from, true);
        } catch (AddressException e) {
            throw new ConfigurationProblem("MARQUE_MAIL_FROM is no e-mail address: " + from, e);
        }
        String[] login =
                url.getUserInfo() == null ? new String[0] : url.getUserInfo().split(":", 2);
        this.user = login.length == 2 ? login[0] : null;
        this.password = login.length == 2 ? login[1] : null;
        this.session = Session.getInstance(properties(url, scheme, user != null));
        this.clock = clock;
    }

    private static URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException notTold) {
            throw unreadable();
        }
    }

    private static ConfigurationProblem unreadable() {
        return new ConfigurationProblem("MARQUE_MAIL_URL must look like smtp://user:password@host:587, with what has a"
                + " meaning in addresses written as %40 and the like.");
    }

    private static Properties properties(URI url, String scheme, boolean authenticates) {
        Properties properties = new Properties();
        String prefix = "mail." + scheme + ".";
        properties.setProperty("mail.transport.protocol", scheme);
        properties.setProperty("mail.transport.protocol.rfc822", scheme);
        properties.setProperty(prefix + "host", url.getHost());
        if (url.getPort() > 0) {
            properties.setProperty(prefix + "port", String.valueOf(url.getPort()));
        }
        properties.setProperty(prefix + "auth", String.valueOf(authenticates));
        properties.setProperty(prefix + "starttls.enable", "true");
        properties.setProperty(prefix + "starttls.required", String.valueOf(authenticates && scheme.equals("smtp")));
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        for (String timeout : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            properties.setProperty(prefix + timeout, TIMEOUT_MILLIS);
        }
        return properties;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void send(Letter letter) {
        try {
            MimeMessage message = new MimeMessage(session);
            message.setFrom(from);
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to(), true));
            message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
            message.setText(letter.text(), StandardCharsets.UTF_8.name());
            // RFC 3834: so that no answering machine answers.
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setSentDate(Date.from(clock.instant()));
            Transport.send(message, user, password);
        } catch (MessagingException e) {
            throw new LetterNotSent(e);
        }
    }
}
