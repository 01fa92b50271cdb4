package kiosk.server.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/// An SMTP server that keeps what it takes; it knows nobody called "inconnue", and puts
/// off whoever is called "plus-tard".
final class PostOffice implements AutoCloseable {

  private final LinkedBlockingQueue<Mail> mails = new LinkedBlockingQueue<>();
  private final SMTPServer server;

  /// A mail as it came over the line.
  record Mail(String recipient, MimeMessage message) {

    String sender() throws MessagingException {
      InternetAddress from = (InternetAddress) message.getFrom()[0];
      return from.getPersonal() + " <" + from.getAddress() + ">";
    }

    /// The body of this type.
    String part(String type) throws MessagingException, IOException {
      MimeMultipart all = (MimeMultipart) message.getContent();
      for (int i = 0; i < all.getCount(); i++) {
        BodyPart part = all.getBodyPart(i);
        if (part.isMimeType(type)) {
          return (String) part.getContent();
        }
      }
      throw new AssertionError("no " + type);
    }
  }

  PostOffice(Optional<SSLContext> tls) {
    this(0, tls);
  }

  PostOffice(int port, Optional<SSLContext> tls) {
    SMTPServer.Builder builder =
        new SMTPServer.Builder()
            .bindAddress(InetAddress.getLoopbackAddress())
            .port(port)
            .messageHandlerFactory(context -> new Counter());
    tls.ifPresent(context -> builder.enableTLS().startTlsSocketFactory(context));
    server = builder.build();
    server.start();
  }

  int port() {
    return server.getPortAllocated();
  }

  Mail next() throws InterruptedException {
    Mail mail = mails.poll(30, TimeUnit.SECONDS);
    if (mail == null) {
      throw new AssertionError("no mail came");
    }
    return mail;
  }

  int waiting() {
    return mails.size();
  }

  @Override
  public void close() {
    server.stop();
  }

  /// Takes one mail.
  private final class Counter implements MessageHandler {

    private String recipient = "";

    @Override
    public void from(String sender) {}

    @Override
    public void recipient(String address) throws RejectException {
      if (address.startsWith("inconnue@")) {
        throw new RejectException(553, "no such mailbox");
      }
      if (address.startsWith("plus-tard@")) {
        throw new RejectException(451, "try again later");
      }
      recipient = address;
    }

    @Override
    public @Nullable String data(InputStream data) throws IOException {
      try {
        Session session = Session.getInstance(new Properties());
        mails.add(new Mail(recipient, new MimeMessage(session, data)));
        return null;
      } catch (MessagingException e) {
        throw new UncheckedIOException(new IOException(e));
      }
    }

    @Override
    public void done() {}
  }
}
