package kiosk.devices.ipp;

import static org.assertj.core.api.Assertions.assertThat;

import com.hp.jipp.encoding.IppInputStream;
import com.hp.jipp.encoding.IppOutputStream;
import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.encoding.Tag;
import com.hp.jipp.model.JobState;
import com.hp.jipp.model.Operation;
import com.hp.jipp.model.Status;
import com.hp.jipp.model.Types;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import kiosk.devices.selftest.DeviceSuite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is believed of a printer whose words are not those of an honest one.
final class IppPrinterTest {

  private static final int MUTANTS = 100_000;
  private static final long SEED = 20_261_122;

  private final BlockingQueue<PageProgress> told = new LinkedBlockingQueue<>();
  private final Queue<Operation> asked = new ConcurrentLinkedQueue<>();
  private HttpServer server;
  private String state = "completed";
  private List<String> reasons = List.of("job-completed-successfully");
  private int impressions = 1;
  private boolean accepting = true;
  private Status status = Status.successfulOk;
  private int http = 200;
  private String printerReason = "none";
  private String format = "application/pdf";
  private Optional<Operation> mute = Optional.empty();
  private Optional<Operation> stalled = Optional.empty();
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private CompletableFuture<Void> answering = CompletableFuture.completedFuture(null);

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/ipp/print", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    over.complete(null);
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource({
    "completed, job-completed-successfully, 1, Completed",
    "completed, job-completed-successfully, 0, Unknown",
    "completed, job-completed-with-errors, 1, Unknown",
    "completed, queued-in-device, 1, Unknown",
    "completed, none, 1, Unknown",
    "canceled, job-canceled-at-device, 0, Spoiled",
    "aborted, aborted-by-system, 0, Spoiled",
  })
  void completedAloneProvesNothing(String word, String reason, int count, String end)
      throws Exception {
    state = word;
    reasons = List.of(reason);
    impressions = count;
    assertThat(printed().getClass().getSimpleName()).isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource({
    "false, none, application/pdf, NOT_ACCEPTING",
    "true, media-empty-error, application/pdf, NO_PAPER",
    "true, media-jam, application/pdf, JAM",
    "true, cover-open-error, application/pdf, OPEN",
    "true, interlock-open, application/pdf, OPEN",
    "true, input-tray-missing, application/pdf, NO_PAPER",
    "true, shutdown, application/pdf, NOT_ACCEPTING",
    "true, developer-empty, application/pdf, NO_TONER",
    "true, none, image/urf, NO_PDF",
  })
  void whatCannotBePrintedIsNotEvenSent(
      boolean takes, String reason, String prints, PageTrouble trouble) throws Exception {
    accepting = takes;
    printerReason = reason;
    format = prints;
    assertThat(printed())
        .isInstanceOfSatisfying(
            PageProgress.Refused.class, end -> assertThat(end.trouble()).isEqualTo(trouble));
  }

  @Test
  void aWarningStopsNothing() throws Exception {
    printerReason = "toner-empty-warning";
    assertThat(printed()).isInstanceOf(PageProgress.Completed.class);
  }

  @Test
  void aPrinterThatGoesSilentWithTheDocumentLeavesItUnknown() throws Exception {
    mute = Optional.of(Operation.printJob);
    assertThat(printed()).isInstanceOf(PageProgress.Unknown.class);
  }

  @Test
  void aJobCalledOffBeforeItsDocumentIsNotSent() throws Exception {
    UUID job = UUID.randomUUID();
    CompletableFuture<Void> calledOff = new CompletableFuture<>();
    answering = calledOff;
    try (IppPrinter printer = printer()) {
      printer.print(new PageJob(job, ByteBuffer.allocate(4_096)), told::add);
      printer.callOff(job);
      calledOff.complete(null);
      assertThat(end())
          .isInstanceOfSatisfying(
              PageProgress.Refused.class,
              end -> assertThat(end.trouble()).isEqualTo(PageTrouble.CALLED_OFF));
    }
    assertThat(asked).containsOnly(Operation.getPrinterAttributes);
  }

  @Test
  void aPrinterThatStopsInTheMiddleOfAnAnswerIsNotWaitedForWithoutEnd() throws Exception {
    stalled = Optional.of(Operation.printJob);
    assertThat(printed()).isInstanceOf(PageProgress.Unknown.class);
    assertThat(printed()).as("the next").isInstanceOf(PageProgress.Refused.class);
  }

  @Test
  void nobodyThereIsARefusal() throws Exception {
    server.stop(0);
    assertThat(printed())
        .isInstanceOfSatisfying(
            PageProgress.Refused.class,
            end -> assertThat(end.trouble()).isEqualTo(PageTrouble.UNREACHABLE));
  }

  @Test
  void nothingInAnAnswerCrashesWhateverItsBytes() throws IOException {
    byte[] good = bytes(aboutJob());
    SplittableRandom random = new SplittableRandom(SEED);
    int understood = 0;
    for (int i = 0; i < MUTANTS; i++) {
      byte[] mutant = Arrays.copyOf(good, 1 + random.nextInt(good.length));
      for (int flips = random.nextInt(4); flips > 0; flips--) {
        mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
      }
      understood += read(mutant) ? 1 : 0;
    }
    assertThat(read(good)).isTrue();
    assertThat(understood).isBetween(1, MUTANTS - 1);
  }

  private static boolean read(byte[] answer) {
    try {
      IppPacket packet = IppClient.read(answer);
      IppClient.understood(() -> JobReport.of(packet));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void whatIsLookedAtIsSaidAsItIs() throws Exception {
    assertThat(look()).isEqualTo(new PageLook.Seen(false, true, true, List.of()));
    printerReason = "media-empty-error";
    accepting = false;
    assertThat(look().text())
        .isEqualTo("it answers, idle, takes no jobs; it is stopped: [NO_PAPER]");
    stalled = Optional.of(Operation.getPrinterAttributes);
    assertThat(look())
        .isEqualTo(new PageLook.Mute("it gives no whole answer in time: switch it off and on"));
    over.complete(null);
    server.stop(0);
    assertThat(look()).isEqualTo(new PageLook.Absent());
  }

  @Test
  void theSelfTestTellsOfAnAbsentOneOnce() throws Exception {
    server.stop(0);
    List<String> failures = failures();
    assertThat(failures.getFirst()).startsWith("nobody is there: switch it on");
    assertThat(failures.subList(1, failures.size()))
        .hasSize(9)
        .containsOnly("not tried: the device does not answer");
  }

  @ParameterizedTest
  @CsvSource({
    "true, media-jam-error, application/pdf, its paper is jammed: open it",
    "true, media-empty-error, application/pdf, its paper is out: fill its tray",
    "true, door-open, application/pdf, a cover or door is open: close it",
    "true, output-area-full, application/pdf, its tray is full: empty it",
    "true, toner-empty, application/pdf, its toner is out: put in a new cartridge",
    "false, none, application/pdf, it takes no jobs: release it at its display",
    "true, none, image/urf, it does not print PDF: take another printer",
  })
  void theSelfTestTellsOfEachTroubleOnceAndOfNoOther(
      boolean takes, String reason, String prints, String sentence) throws Exception {
    accepting = takes;
    printerReason = reason;
    format = prints;
    assertThat(failures()).singleElement().asString().startsWith(sentence);
  }

  /// What the self test finds wrong.
  private List<String> failures() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      return new DeviceSuite()
          .pages(address()).run(vertx, _ -> {}).get(30, TimeUnit.SECONDS).stream()
              .flatMap(result -> result.failure().stream())
              .toList();
    } finally {
      vertx.close().await();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "it has no printer at this path: mend the address, client-error-not-found",
    "it lets the kiosk in with a password only: allow it, client-error-not-authorized",
    "it is too busy to answer: wait for its end, server-error-busy",
    "it speaks another IPP: renew its firmware, server-error-version-not-supported",
    "it cannot say how it is: look at its display, server-error-internal-error",
  })
  void anErrorInIppIsASentenceThatSaysWhatToDo(String sentence, String name) throws Exception {
    status =
        Status.all.values().stream()
            .filter(each -> each.getName().equals(name))
            .findFirst()
            .orElseThrow();
    assertThat(look().text()).startsWith(sentence).endsWith(" (" + name + ")");
    assertThat(printed().evidence()).contains(look().text());
    assertThat(asked).containsOnly(Operation.getPrinterAttributes);
  }

  @ParameterizedTest
  @CsvSource({
    "404, nothing is at this path: mend the address",
    "403, it lets the kiosk in with a password only: allow it",
    "401, it lets the kiosk in with a password only: allow it",
    "426, it answers over TLS only: begin the address with ipps://",
    "405, it does not answer in IPP: is it a printer",
    "503, it fails to answer: switch it off and on",
  })
  void anErrorInHttpIsASentenceThatSaysWhatToDo(int code, String sentence) throws Exception {
    http = code;
    assertThat(look().text()).startsWith(sentence).endsWith(" (HTTP status " + code + ")");
  }

  @Test
  void whoeverIsNoPrinterIsToldSo() throws Exception {
    server.removeContext("/ipp/print");
    server.createContext(
        "/", page -> answer(page, 200, "<html>".getBytes(StandardCharsets.US_ASCII)));
    assertThat(look().text()).startsWith("it does not answer in IPP: is it a printer");
  }

  private PageLook look() throws InterruptedException {
    return PageLook.at(address(), Duration.ofMillis(500));
  }

  private URI address() {
    return URI.create("ipp://127.0.0.1:" + server.getAddress().getPort() + "/ipp/print");
  }

  private PageProgress.End printed() throws InterruptedException {
    try (IppPrinter printer = printer()) {
      printer.print(new PageJob(UUID.randomUUID(), ByteBuffer.allocate(4_096)), told::add);
      return end();
    }
  }

  private IppPrinter printer() {
    return new IppPrinter(
        address(), Duration.ofSeconds(30), Duration.ofSeconds(2), InstantSource.system());
  }

  private PageProgress.End end() throws InterruptedException {
    while (true) {
      PageProgress next = told.poll(30, TimeUnit.SECONDS);
      assertThat(next).isNotNull();
      if (next instanceof PageProgress.End end) {
        return end;
      }
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    IppPacket question = new IppInputStream(exchange.getRequestBody()).readPacket();
    Operation operation = question.getOperation();
    exchange.getRequestBody().readAllBytes();
    asked.add(operation);
    answering.join();
    if (mute.filter(operation::equals).isPresent()) {
      exchange.close();
      return;
    }
    if (stalled.filter(operation::equals).isPresent()) {
      exchange.sendResponseHeaders(200, 100);
      exchange.getResponseBody().write(1);
      exchange.getResponseBody().flush();
      over.join();
      return;
    }
    byte[] said =
        bytes(operation.equals(Operation.getPrinterAttributes) ? aboutPrinter() : aboutJob());
    exchange.getResponseHeaders().add("Content-Type", "application/ipp");
    answer(exchange, http, said);
  }

  private static void answer(HttpExchange exchange, int code, byte[] said) throws IOException {
    exchange.sendResponseHeaders(code, said.length);
    exchange.getResponseBody().write(said);
    exchange.close();
  }

  private IppPacket.Builder aboutPrinter() {
    return IppPacket.response(status)
        .putPrinterAttributes(
            Types.printerIsAcceptingJobs.of(accepting),
            Types.documentFormatSupported.of(format),
            Types.printerStateReasons.of(printerReason));
  }

  private IppPacket.Builder aboutJob() {
    JobState now =
        JobState.all.values().stream()
            .filter(each -> each.getName().equals(state))
            .findFirst()
            .orElseThrow();
    return IppPacket.response(Status.successfulOk)
        .putAttributes(
            Tag.jobAttributes,
            Types.jobId.of(7),
            Types.jobState.of(now),
            Types.jobStateReasons.of(reasons),
            Types.jobImpressionsCompleted.of(impressions));
  }

  private static byte[] bytes(IppPacket.Builder packet) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new IppOutputStream(bytes).write(packet.build());
    return bytes.toByteArray();
  }
}
