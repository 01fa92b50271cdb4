package kiosk.devices.replay;

import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import kiosk.devices.cardreader.CardEvent;
import kiosk.devices.cardreader.CardReader;
import kiosk.devices.cardreader.GemPcTwin;
import kiosk.devices.journal.JobJournal;
import kiosk.devices.link.ByteLink;
import kiosk.devices.link.LinkException;
import kiosk.devices.link.RecordingLink.Direction;
import kiosk.devices.link.RecordingLink.Passage;
import kiosk.devices.link.ReplayedLink;
import kiosk.devices.printer.EscPosPrinter;
import kiosk.devices.printer.PrintJob;
import kiosk.devices.printer.PrintProgress;
import kiosk.devices.profile.PrinterProfile;
import kiosk.devices.ticket.Ticket;
import kiosk.devices.vitale.VitaleReader;

/// Plays a record of a line to the driver of that device, in the record's own time, and tells what
/// the driver makes of it: events, kinds and ends, never what stands on a card or a paper.
public final class Replay {

  /// Every command to a GemPC Twin begins so (GemPC Twin protocol: SYNC, ACK).
  private static final int SYNC = 0x03;

  /// Whether the record is of a card reader; else it is of a printer.
  public static boolean isOfReader(List<Passage> record) {
    return record.stream()
        .filter(passage -> passage.direction() == Direction.OUT)
        .findFirst()
        .filter(passage -> passage.bytes().at(0) == SYNC)
        .isPresent();
  }

  /// Plays the record of a reader; each card that comes is read.
  ///
  /// @param told gets each event and each reading
  /// @return how many passages were left when the driver did not do what it did in the record, or
  ///     0 when all was played
  public static int toReader(List<Passage> record, Consumer<Object> told)
      throws InterruptedException {
    ReplayedLink played = new ReplayedLink(record);
    Iterator<ByteLink> lives = List.<ByteLink>of(played).iterator();
    CountDownLatch over = new CountDownLatch(1);
    CompletableFuture<CardReader> driver = new CompletableFuture<>();
    CardReader reader =
        GemPcTwin.open(
            () -> once(lives),
            event -> {
              if (event instanceof CardEvent.ReaderDown) {
                over.countDown();
                return;
              }
              told.accept(event);
              if (event instanceof CardEvent.Inserted || event instanceof CardEvent.Swapped) {
                CompletableFuture<Void> _ = driver.thenCompose(VitaleReader::read).thenAccept(told);
              }
            });
    try (reader) {
      driver.complete(reader);
      over.await();
    }
    return played.left();
  }

  /// Plays the record of a printer. The driver prints a line of its own for each ticket that was
  /// sent in the record: what a person's paper said is not needed.
  ///
  /// @param told gets the progress of each ticket, its end last
  /// @return how many tickets the driver did not end by the same command as in the record: a cut, a
  ///     cut with these seconds at the mouth, a clearing of buffers; one that the record breaks off
  ///     is not judged
  public static int toPrinter(
      List<Passage> record,
      PrinterProfile profile,
      InstantSource clock,
      Consumer<PrintProgress> told)
      throws InterruptedException {
    boolean custom = profile.dialect() == PrinterProfile.Dialect.CUSTOM;
    ReplayedPrinter played = new ReplayedPrinter(record, custom);
    Iterator<ByteLink> lives = List.<ByteLink>of(played).iterator();
    try (EscPosPrinter driver =
        EscPosPrinter.open(() -> once(lives), profile, clock, JobJournal.NONE)) {
      for (int job = 1; job <= played.jobs(); job++) {
        print(driver, job, told);
      }
    }
    return played.endedOtherwise();
  }

  private static void print(EscPosPrinter driver, int job, Consumer<PrintProgress> told)
      throws InterruptedException {
    Ticket ticket = new Ticket(List.of(new Ticket.Block.Paragraph("replay " + job, false)), false);
    BlockingQueue<PrintProgress> steps = new LinkedBlockingQueue<>();
    driver.print(new PrintJob(new UUID(0, job), ticket), steps::add);
    PrintProgress step;
    do {
      step = steps.take();
      told.accept(step);
    } while (!(step instanceof PrintProgress.End));
  }

  private static ByteLink once(Iterator<ByteLink> lives) throws LinkException {
    if (!lives.hasNext()) {
      throw new LinkException(LinkException.Reason.ABSENT, "the record is over");
    }
    return lives.next();
  }

  private Replay() {}
}
