package kiosk.server.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a mail server tells of a mail that it could not deliver (RFC 3464).
///
/// @param messageId of our mail
/// @param status three numbers, such as 5.1.1 (RFC 3463)
record Bounce(String messageId, String status) {

  private static final int LONGEST = 100_000;

  /// RFC 3464, section 2.3.3: only "failed" is for ever.
  private static final Pattern FAILED = Pattern.compile("(?im)^Action:\\s*failed\\s*$");

  private static final Pattern STATUS =
      Pattern.compile("(?im)^Status:\\s*([245]\\.\\d{1,3}\\.\\d{1,3})");
  private static final Pattern MESSAGE_ID =
      Pattern.compile("(?im)^Message-ID:\\s*(<[^<>\\s]{1,250}>)");

  /// Reads a mail that came to the sender's address.
  ///
  /// @return empty when it is no report of a failure, or does not say of which mail
  static Optional<Bounce> read(byte[] mail) {
    try {
      MimeMessage message =
          new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
      ContentType type = new ContentType(message.getContentType());
      if (!type.match("multipart/report")
          || !"delivery-status".equalsIgnoreCase(type.getParameter("report-type"))) {
        return Optional.empty();
      }
      return message.getContent() instanceof MimeMultipart report ? read(report) : Optional.empty();
    } catch (MessagingException | IOException e) {
      // Whoever knows the address can write there: what cannot be read is not for us.
      return Optional.empty();
    }
  }

  private static Optional<Bounce> read(MimeMultipart report)
      throws MessagingException, IOException {
    String facts = "";
    String ours = "";
    for (int i = 0; i < report.getCount(); i++) {
      BodyPart part = report.getBodyPart(i);
      if (part.isMimeType("message/delivery-status")) {
        facts = text(part);
      } else if (part.isMimeType("message/rfc822") || part.isMimeType("text/rfc822-headers")) {
        ours = text(part);
      }
    }
    Optional<String> messageId = first(MESSAGE_ID, ours);
    return FAILED.matcher(facts).find() && messageId.isPresent()
        ? Optional.of(new Bounce(messageId.get(), first(STATUS, facts).orElse("5.0.0")))
        : Optional.empty();
  }

  private static Optional<String> first(Pattern wanted, String text) {
    Matcher found = wanted.matcher(text);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  private static String text(BodyPart part) throws MessagingException, IOException {
    try (InputStream in = part.getInputStream()) {
      return new String(in.readNBytes(LONGEST), UTF_8);
    }
  }
}
