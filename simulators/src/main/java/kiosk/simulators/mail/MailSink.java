package kiosk.simulators.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.subethamail.smtp.server.SMTPServer;

/// An SMTP server on loopback that takes every mail and delivers none (RFC 5321).
///
/// Mails are kept as files and outlive the process. All methods may be called from any thread.
public final class MailSink implements AutoCloseable {

  /// What the sink says to the next mails.
  public enum Answer {
    /// Takes them.
    ACCEPT,
    /// 451: the sender should try again later.
    TRY_LATER,
    /// 554: the sender should give up.
    REFUSE
  }

  private static final int MOST_BYTES_A_MAIL = 10 * 1024 * 1024;

  private final Mailbox mailbox;
  private final SMTPServer server;
  private volatile Answer answer = Answer.ACCEPT;

  private MailSink(int port, Mailbox mailbox) {
    this.mailbox = mailbox;
    this.server =
        SMTPServer.port(port)
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("mailbox.exemple.test")
            .softwareName("mail sink")
            .insertReceivedHeaders(false)
            .maxMessageSize(MOST_BYTES_A_MAIL)
            .messageHandlerFactory(context -> new Delivery(mailbox, () -> answer))
            .build();
  }

  /// Opens the sink.
  ///
  /// @param port 0 for any free one
  /// @param folder where the mails are kept; those of earlier runs are read again
  /// @throws IOException when the folder cannot be used or the port is taken
  public static MailSink start(int port, Path folder, InstantSource clock) throws IOException {
    MailSink sink = new MailSink(port, new Mailbox(folder, clock));
    try {
      sink.server.start();
    } catch (RuntimeException e) {
      throw new IOException("the SMTP port " + port + " cannot be opened", e);
    }
    return sink;
  }

  /// Where it listens.
  public int port() {
    return server.getPortAllocated();
  }

  /// All mails, the oldest first.
  public List<ReceivedMail> messages() {
    return mailbox.all();
  }

  /// One mail by its number.
  public Optional<ReceivedMail> find(int number) {
    return mailbox.all().stream().filter(mail -> mail.number() == number).findFirst();
  }

  /// Waits for the first mail, already here or still to come, that is wanted.
  ///
  /// @throws TimeoutException when none has come in time
  public ReceivedMail await(Predicate<ReceivedMail> wanted, Duration patience)
      throws InterruptedException, TimeoutException {
    return mailbox.await(wanted, patience);
  }

  /// Chooses what the next mails are told.
  public void answer(Answer next) {
    answer = next;
  }

  @Override
  public void close() {
    server.stop();
  }
}
