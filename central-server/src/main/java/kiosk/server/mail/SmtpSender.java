package kiosk.server.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import kiosk.server.mail.Outbox.Waiting;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/// Hands one mail at a time to the relay over SMTP. Blocking, bounded by time-outs on every step.
final class SmtpSender {

  /// For connecting, for each answer and for each write: Jakarta Mail has no limit of its own.
  static final Duration STEP = Duration.ofSeconds(5);

  private final Relay relay;
  private final String senderName;
  private final Session session;

  /// Prepares to send.
  ///
  /// @param trust makes the TLS sockets when the machine's own trust is not to be used
  /// @param step the longest that one step may take
  SmtpSender(Relay relay, String senderName, Optional<SSLSocketFactory> trust, Duration step) {
    this.relay = relay;
    this.senderName = senderName;
    String millis = Long.toString(step.toMillis());
    Properties settings = new Properties();
    settings.put("mail.transport.protocol", "smtp");
    settings.put("mail.smtp.host", relay.host());
    settings.put("mail.smtp.port", Integer.toString(relay.port()));
    settings.put("mail.smtp.connectiontimeout", millis);
    settings.put("mail.smtp.timeout", millis);
    settings.put("mail.smtp.writetimeout", millis);
    settings.put("mail.smtp.localhost", relay.senderDomain());
    settings.put("mail.smtp.from", relay.from());
    settings.put("mail.smtp.auth", Boolean.toString(!relay.user().isEmpty()));
    settings.put("mail.smtp.starttls.enable", Boolean.toString(relay.startTls()));
    settings.put("mail.smtp.starttls.required", Boolean.toString(relay.startTls()));
    settings.put("mail.smtp.ssl.checkserveridentity", "true");
    settings.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    trust.ifPresent(sockets -> settings.put("mail.smtp.ssl.socketFactory", sockets));
    this.session = Session.getInstance(settings);
  }

  /// Sends.
  ///
  /// @throws NotSentException when the relay did not take it
  void send(Waiting mail, Instant now) throws NotSentException {
    try (Transport transport = session.getTransport()) {
      transport.connect(
          relay.user().isEmpty() ? null : relay.user(),
          relay.user().isEmpty() ? null : relay.password().reveal());
      MimeMessage message = message(mail, now);
      transport.sendMessage(message, message.getAllRecipients());
    } catch (MessagingException | UnsupportedEncodingException e) {
      throw refusal(e);
    }
  }

  private MimeMessage message(Waiting mail, Instant now)
      throws MessagingException, UnsupportedEncodingException {
    MimeMessage message = new KeptIdMessage(session, mail.messageId());
    message.setFrom(new InternetAddress(relay.from(), senderName, UTF_8.name()));
    message.setRecipients(Message.RecipientType.TO, new Address[] {recipient(mail.recipient())});
    message.setSubject(mail.letter().subject(), UTF_8.name());
    message.setSentDate(Date.from(now));
    // Nobody's absence note is wanted (RFC 3834, section 5).
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setHeader("Content-Language", "fr");
    MimeMultipart both = new MimeMultipart("alternative");
    both.addBodyPart(part(mail.letter().text(), "plain"));
    both.addBodyPart(part(mail.letter().html(), "html"));
    message.setContent(both);
    message.saveChanges();
    return message;
  }

  private static MimeBodyPart part(String text, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text, UTF_8.name(), subtype);
    return part;
  }

  /// The address as it is: it was judged when it was entered, and is not to be judged otherwise.
  private static InternetAddress recipient(String address) {
    InternetAddress recipient = new InternetAddress();
    recipient.setAddress(address);
    return recipient;
  }

  /// The relay's own words may quote the address: only the kind of refusal and its number are kept.
  private static NotSentException refusal(Exception e) {
    int code = 0;
    for (Exception cause = e; cause != null; ) {
      code =
          switch (cause) {
            case SMTPAddressFailedException refused -> refused.getReturnCode();
            case SMTPSendFailedException refused -> refused.getReturnCode();
            default -> code;
          };
      cause = cause instanceof MessagingException nested ? nested.getNextException() : null;
    }
    boolean forEver =
        code >= 500
            && e instanceof SendFailedException
            && !(e instanceof AuthenticationFailedException);
    String kind = e.getClass().getSimpleName() + (code == 0 ? "" : " " + code);
    return new NotSentException(kind, forEver);
  }

  /// The relay did not take a mail.
  static final class NotSentException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean forEver;

    NotSentException(String kind, boolean forEver) {
      super(kind);
      this.forEver = forEver;
    }

    /// Whether trying again cannot help: the relay knows no such mailbox.
    boolean forEver() {
      return forEver;
    }
  }

  /// Jakarta Mail gives a message a new id whenever it is saved; ours keeps the one it was born
  /// with.
  private static final class KeptIdMessage extends MimeMessage {

    private final String id;

    KeptIdMessage(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
