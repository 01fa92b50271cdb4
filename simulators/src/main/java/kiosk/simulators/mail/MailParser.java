package kiosk.simulators.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import kiosk.devices.link.Bytes;

/// Reads the bytes of a mail (RFC 5322, RFC 2045–2049). What cannot be read is left empty; the raw
/// bytes always stay.
final class MailParser {

  private static final Session SESSION = Session.getInstance(new Properties());
  private static final String ENVELOPE = "X-Envelope-To";
  private static final String ARRIVAL = "X-Received-At";

  private String text = "";
  private Optional<String> html = Optional.empty();
  private final List<String> attachments = new ArrayList<>();

  private MailParser() {}

  /// Puts on top what the line knew and the mail need not say: whom it was for, and when it came.
  static Bytes stamp(List<String> recipients, Instant received, byte[] content) {
    String head =
        ENVELOPE
            + ": "
            + String.join(", ", recipients)
            + "\r\n"
            + ARRIVAL
            + ": "
            + received
            + "\r\n";
    byte[] top = head.getBytes(StandardCharsets.UTF_8);
    byte[] whole = Arrays.copyOf(top, top.length + content.length);
    System.arraycopy(content, 0, whole, top.length, content.length);
    return Bytes.of(whole);
  }

  /// Reads a stamped mail.
  static ReceivedMail parse(int number, Bytes raw) {
    MailParser parser = new MailParser();
    MimeMessage message = new MimeMessage(SESSION);
    try {
      message = new MimeMessage(SESSION, new ByteArrayInputStream(raw.toArray()));
      parser.read(message);
    } catch (MessagingException | IOException e) {
      parser.text = parser.text.isEmpty() ? e.toString() : parser.text;
    }
    return new ReceivedMail(
        number,
        received(message),
        decoded(header(message, "From")),
        List.of(header(message, ENVELOPE).split(", ", -1)),
        decoded(header(message, "Subject")),
        header(message, "Message-ID"),
        parser.text,
        parser.html,
        parser.attachments,
        raw);
  }

  private static Instant received(MimeMessage message) {
    try {
      return Instant.parse(header(message, ARRIVAL));
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  private static String header(MimeMessage message, String name) {
    try {
      return Optional.ofNullable(message.getHeader(name, ", ")).orElse("");
    } catch (MessagingException e) {
      return "";
    }
  }

  /// Encoded words (RFC 2047) as they read.
  private static String decoded(String value) {
    try {
      return MimeUtility.decodeText(MimeUtility.unfold(value));
    } catch (UnsupportedEncodingException e) {
      return value;
    }
  }

  private void read(Part part) throws MessagingException, IOException {
    if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
      attachments.add(Optional.ofNullable(part.getFileName()).orElse("?"));
    } else if (part.isMimeType("text/html")) {
      html = html.or(() -> Optional.of(content(part)));
    } else if (part.isMimeType("text/plain")) {
      text = text.isEmpty() ? content(part) : text;
    } else if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        BodyPart inner = parts.getBodyPart(i);
        read(inner);
      }
    }
  }

  private static String content(Part part) {
    try {
      return String.valueOf(part.getContent());
    } catch (MessagingException | IOException e) {
      return e.toString();
    }
  }
}
