package kiosk.demo.stage;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import kiosk.demo.visit.Hall;
import kiosk.demo.visit.StepException;
import kiosk.devices.link.Bytes;
import kiosk.simulators.mail.MailSink;
import kiosk.simulators.mail.ReceivedMail;
import kiosk.simulators.panel.PrinterControls;

/// The surroundings of one person's visit to a running demo.
final class StageHall implements Hall {

  private static final Duration MAIL_PATIENCE = Duration.ofSeconds(30);

  private final String card;
  private final Devices devices;
  private final MailSink mails;
  private final ServerPapers papers;

  /// @param card the person's card, by its id
  StageHall(String card, Devices devices, MailSink mails, ServerPapers papers) {
    this.card = card;
    this.devices = devices;
    this.mails = mails;
    this.papers = papers;
  }

  @Override
  public void insertCard() {
    devices.reader().insert(card);
  }

  @Override
  public void removeCard() {
    devices.reader().remove();
  }

  @Override
  public Optional<byte[]> takeTicket() {
    PrinterControls printer = devices.printer();
    Optional<byte[]> ticket =
        printer.view().output().isTicket() ? printer.paper().map(Bytes::toArray) : Optional.empty();
    printer.take();
    return ticket;
  }

  @Override
  public Mail awaitMail(String address) throws StepException, InterruptedException {
    try {
      ReceivedMail mail = mails.await(m -> m.isFor(address) && !m.links().isEmpty(), MAIL_PATIENCE);
      return new Mail(mail.raw(), URI.create(mail.links().getFirst()));
    } catch (TimeoutException e) {
      throw new StepException(
          "expected a mail with a link, none came in %d s".formatted(MAIL_PATIENCE.toSeconds()));
    }
  }

  @Override
  public Optional<byte[]> attestation(String verificationCode) {
    return papers.find(verificationCode);
  }
}
