package kiosk.demo.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import kiosk.devices.ReplayRecord;
import kiosk.devices.cardreader.CardEvent;
import kiosk.devices.cardreader.CardKind;
import kiosk.devices.cardreader.CardReader;
import kiosk.devices.cardreader.GemPcTwin;
import kiosk.devices.journal.JobJournal;
import kiosk.devices.link.ByteLink;
import kiosk.devices.link.LineSettings;
import kiosk.devices.link.LinkOpener;
import kiosk.devices.link.RecordText;
import kiosk.devices.link.RecordingLink.Direction;
import kiosk.devices.link.RecordingLink.Passage;
import kiosk.devices.link.SerialLink;
import kiosk.devices.printer.EscPosPrinter;
import kiosk.devices.printer.PrintJob;
import kiosk.devices.printer.PrintProgress;
import kiosk.devices.profile.PrinterProfile;
import kiosk.devices.replay.Replay;
import kiosk.devices.ticket.Ticket;
import kiosk.devices.ticket.Ticket.Block;
import kiosk.devices.vitale.CardReading;
import kiosk.devices.vitale.VitaleReader;
import kiosk.simulators.panel.PanelPage;
import kiosk.simulators.printer.PrinterModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// What the panel records can be played again: to the driver, and the printer's document to another
/// printer.
class ReplayTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final PrinterProfile EPSON = PrinterProfile.find("epson-tm").orElseThrow();
  private static final PrinterProfile CUSTOM = PrinterProfile.find("custom-vkp80iii").orElseThrow();

  @TempDir private Path folder;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = HttpClient.newHttpClient();
  private ReaderHands reader;
  private PrinterHands printer;
  private URI panel;

  @BeforeEach
  void open() throws Exception {
    reader = new ReaderHands(folder.resolve("reader"));
    printer = printer("printer");
    panel =
        URI.create(
            PanelPage.open(vertx, 0, reader, printer, List.of())
                .await(SOON.toSeconds(), TimeUnit.SECONDS)
                .url());
  }

  @AfterEach
  void close() throws Exception {
    reader.close();
    printer.close();
    http.close();
    vertx.close().await(SOON.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void theDriverReadsTheRecordedCardFromTheRecordAlone() throws Exception {
    reader.insert("marie");
    CardReading live;
    LinkOpener port = SerialLink.opener(folder.resolve("reader"), LineSettings.GEMPC_TWIN);
    try (Reading driver = new Reading(port)) {
      driver.next();
      post("/reader/record");
      live = driver.next();
      post("/reader/record/stop");
    }
    assertThat(live).isInstanceOf(CardReading.Vitale.class);
    reader.remove();

    List<Passage> record = RecordText.read(download("/reader/record.log"));
    assertThat(Replay.isOfReader(record)).isTrue();
    BlockingQueue<Object> told = new LinkedBlockingQueue<>();
    assertThat(Replay.toReader(record, told::add)).as("passages left").isZero();
    assertThat(told).contains(new CardEvent.Inserted(CardKind.VITALE), live);
  }

  @Test
  @Timeout(60)
  void aCardThatComesLongAfterTheBeginningIsReadFromTheRecordToo() throws Exception {
    LinkOpener port = SerialLink.opener(folder.resolve("reader"), LineSettings.GEMPC_TWIN);
    post("/reader/record");
    CardReading live;
    try (Reading driver = new Reading(port)) {
      // Looks at an empty slot, one after the other.
      while (reader.tap().state().passages() < 24) {
        LockSupport.parkNanos(1_000_000);
      }
      reader.insert("marie");
      live = driver.next();
      post("/reader/record/stop");
    }
    BlockingQueue<Object> told = new LinkedBlockingQueue<>();
    List<Passage> record = RecordText.read(download("/reader/record.log"));
    assertThat(Replay.toReader(record, told::add)).as("passages left").isZero();
    assertThat(told).contains(live);
  }

  @ParameterizedTest
  @Timeout(60)
  @ValueSource(strings = {"", "paper-out-after 60", "cover-open-after 10", "cutter-stuck"})
  void theDriverComesToTheSameEndFromTheRecordOfThePrinterAlone(String fault) throws Exception {
    if (!fault.isEmpty()) {
      printer.raise(fault, "");
    }
    post("/printer/record");
    PrintProgress.End live = print("Zoé Lefèvre");
    post("/printer/record/stop");

    List<Passage> record = RecordText.read(download("/printer/record.log"));
    assertThat(Replay.isOfReader(record)).isFalse();
    List<PrintProgress> told = new ArrayList<>();
    assertThat(Replay.toPrinter(record, EPSON, InstantSource.system(), told::add))
        .as("tickets that ended otherwise")
        .isZero();
    assertThat(said(told.getLast())).isEqualTo(said(live));
    assertThat(told).filteredOn(PrintProgress.End.class::isInstance).hasSize(1);
  }

  @Test
  @Timeout(60)
  void theRecordOfACustomTellsAPresentedTicketFromOneThatWasEndedOtherwise() throws Exception {
    Path file = folder.resolve("record.log");
    try (PrinterHands unit =
        new PrinterHands(
            folder.resolve("custom"),
            folder.resolve("custom-paper"),
            PrinterModel.CUSTOM_VKP80III)) {
      unit.tap().record();
      PrintProgress.End live = print("custom", CUSTOM, "Zoé Lefèvre", unit::take);
      unit.tap().stop();
      assertThat(live).isInstanceOf(PrintProgress.Taken.class);
      Files.writeString(file, RecordText.write(unit.tap().recorded()));
    }
    assertThat(replayed("custom-vkp80iii", file)).isZero();
    assertThat(replayed("custom-tg2480h", file)).as("a driver that cuts otherwise").isOne();
  }

  /// The exit code of `./borne replay`.
  private static int replayed(String profile, Path record) {
    return new CommandLine(new ReplayRecord()).execute("--profile", profile, record.toString());
  }

  @Test
  @Timeout(60)
  void anotherPrinterPrintsTheRecordedDocumentAgain() throws Exception {
    post("/printer/record");
    assertThat(print("Zoé Lefèvre")).isInstanceOf(PrintProgress.EjectedUnseen.class);
    post("/printer/record/stop");
    List<Passage> record = RecordText.read(download("/printer/record.log"));
    try (PrinterHands another = printer("another");
        ByteLink line = SerialLink.opener(folder.resolve("another"), EPSON.line()).open()) {
      for (Passage passage : record) {
        if (passage.direction() == Direction.OUT) {
          line.write(passage.bytes().toArray(), SOON);
        }
      }
      // A line that is closed too soon takes what was just written with it.
      while (!another.view().output().isTicket()) {
        LockSupport.parkNanos(1_000_000);
      }
    }
    assertThat(words("another")).isEqualTo(words("printer")).contains("Zoé Lefèvre");
  }

  /// An end and its evidence, but for the bytes of the paper, which is another.
  private static String said(PrintProgress end) {
    return end.toString().replaceAll("\\d+ bytes", "bytes");
  }

  /// A driver that reads each card as soon as it is told of one.
  private static final class Reading implements AutoCloseable {

    private final BlockingQueue<CardReading> readings = new LinkedBlockingQueue<>();
    private final CompletableFuture<CardReader> opened = new CompletableFuture<>();
    private final CardReader driver;

    Reading(LinkOpener opener) {
      driver = GemPcTwin.open(opener, this::hear);
      opened.complete(driver);
    }

    private void hear(CardEvent event) {
      if (event instanceof CardEvent.Inserted) {
        CompletableFuture<Void> _ =
            opened.thenCompose(VitaleReader::read).thenAccept(readings::add);
      }
    }

    CardReading next() throws InterruptedException {
      CardReading reading = readings.poll(SOON.toSeconds(), TimeUnit.SECONDS);
      assertThat(reading).isNotNull();
      return reading;
    }

    @Override
    public void close() {
      driver.close();
    }
  }

  private PrintProgress.End print(String text) throws InterruptedException {
    return print("printer", EPSON, text, () -> {});
  }

  /// @param presented is done when the ticket stands at the mouth
  private PrintProgress.End print(
      String port, PrinterProfile profile, String text, Runnable presented)
      throws InterruptedException {
    BlockingQueue<PrintProgress.End> ends = new LinkedBlockingQueue<>();
    try (EscPosPrinter driver =
        EscPosPrinter.open(
            SerialLink.opener(folder.resolve(port), profile.line()),
            profile,
            InstantSource.system(),
            JobJournal.NONE)) {
      Ticket ticket = new Ticket(List.of(new Block.Paragraph(text, false)), false);
      driver.print(
          new PrintJob(new UUID(1, 2), ticket),
          progress -> {
            switch (progress) {
              case PrintProgress.Presented _ -> presented.run();
              case PrintProgress.End end -> ends.add(end);
              default -> {}
            }
          });
      PrintProgress.End end = ends.poll(SOON.toSeconds(), TimeUnit.SECONDS);
      assertThat(end).isNotNull();
      return end;
    }
  }

  private PrinterHands printer(String name) {
    return new PrinterHands(
        folder.resolve(name), folder.resolve(name + "-paper"), PrinterModel.EPSON_TM);
  }

  private String words(String name) throws Exception {
    return Files.readString(folder.resolve(name + "-paper").resolve("001.txt"));
  }

  private void post(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(panel.resolve(path)).POST(BodyPublishers.noBody()).build();
    assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(303);
  }

  private String download(String path) throws Exception {
    HttpResponse<String> answer =
        http.send(HttpRequest.newBuilder(panel.resolve(path)).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }
}
