package kiosk.devices.ipp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import kiosk.devices.selftest.DeviceSuite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The driver and the printer of CUPS, which shares no code with it.
final class CupsPrinterTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String MINIMAL =
      """
      %PDF-1.4
      1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
      2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
      3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
      trailer<</Root 1 0 R>>
      %%EOF
      """;

  @TempDir static Path folder;
  private static CupsPrinter cups;

  private IppPrinter printer;
  private final BlockingQueue<PageProgress> told = new LinkedBlockingQueue<>();

  @BeforeAll
  static void plugIn() throws Exception {
    cups = new CupsPrinter(folder);
  }

  @AfterAll
  static void unplug() throws Exception {
    cups.close();
  }

  @BeforeEach
  void open() {
    printer = new IppPrinter(cups.address(), PATIENCE, InstantSource.system());
  }

  @AfterEach
  void close() {
    printer.close();
  }

  @Test
  void aDocumentIsCompletedOnlyWhenThePrinterSaysSoWithItsImpressions() throws Exception {
    cups.behave("none");
    print();
    List<PageProgress> all = untilTheEnd();
    assertThat(all).first().isEqualTo(new PageProgress.Accepted());
    assertThat(all).last().isInstanceOf(PageProgress.Completed.class);
    assertThat(((PageProgress.End) all.getLast()).evidence())
        .last()
        .isEqualTo("job-state 9 [job-completed-successfully], impressions 1");
  }

  @Test
  void withoutPaperItWaitsForAHandAndGoesOn() throws Exception {
    cups.behave("paper");
    print();
    List<PageProgress> all = untilTheEnd();
    assertThat(all)
        .startsWith(
            new PageProgress.Accepted(),
            new PageProgress.Held(PageTrouble.NO_PAPER),
            new PageProgress.Resumed());
    assertThat(all).last().isInstanceOf(PageProgress.Completed.class);
  }

  @Test
  void aJamSpoilsTheDocument() throws Exception {
    cups.behave("jam");
    print();
    assertThat(untilTheEnd().getLast())
        .isInstanceOfSatisfying(
            PageProgress.Spoiled.class,
            end -> assertThat(end.trouble()).isEqualTo(PageTrouble.JAM));
  }

  @Test
  void whoLeavesHasTheRestOfTheirPaperCancelledAtThePrinter() throws Exception {
    cups.behave("slow");
    UUID id = print();
    assertThat(next()).isEqualTo(new PageProgress.Accepted());
    print();
    assertThat(next()).isEqualTo(new PageProgress.Refused(PageTrouble.BUSY, List.of()));
    printer.callOff(id);
    assertThat(untilTheEnd().getLast())
        .isInstanceOfSatisfying(
            PageProgress.Spoiled.class,
            end -> assertThat(end.trouble()).isEqualTo(PageTrouble.CALLED_OFF));
  }

  @Test
  void theSelfTestPassesUnlessItIsBusy() throws Exception {
    cups.behave("none");
    print();
    untilTheEnd();
    assertThat(failures()).isEmpty();

    cups.behave("slow");
    print();
    assertThat(next()).isEqualTo(new PageProgress.Accepted());
    assertThat(PageLook.at(cups.address(), PATIENCE))
        .isEqualTo(new PageLook.Seen(true, true, true, List.of()));
    assertThat(failures()).contains("it is busy with a job: wait for its end");
    untilTheEnd();
  }

  @Test
  void theSelfTestSaysWhatToDoWithAJamBeforeTheJobIsAborted() throws Exception {
    cups.behave("stuck");
    print();
    assertThat(next()).isEqualTo(new PageProgress.Accepted());
    assertThat(next()).isEqualTo(new PageProgress.Held(PageTrouble.JAM));
    assertThat(failures()).contains("its paper is jammed: open it, pull the sheets out, close it");
    cups.behave("none");
    assertThat(untilTheEnd().getLast()).isInstanceOf(PageProgress.Spoiled.class);
  }

  @Test
  void theSelfTestSaysWhatToDoWithAWrongPath() throws Exception {
    assertThat(failures(cups.address().resolve("/nobody")).getFirst())
        .contains("path: mend the address, which often ends in /ipp/print (");
  }

  private static List<String> failures() throws Exception {
    return failures(cups.address());
  }

  /// What the self test finds wrong.
  private static List<String> failures(URI address) throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      return new DeviceSuite()
          .pages(address).run(vertx, _ -> {}).get(PATIENCE.toSeconds(), TimeUnit.SECONDS).stream()
              .flatMap(result -> result.failure().stream())
              .toList();
    } finally {
      vertx.close().await();
    }
  }

  private UUID print() {
    UUID id = UUID.randomUUID();
    printer.print(new PageJob(id, StandardCharsets.US_ASCII.encode(MINIMAL)), told::add);
    return id;
  }

  private PageProgress next() throws InterruptedException {
    PageProgress next = told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  private List<PageProgress> untilTheEnd() throws InterruptedException {
    List<PageProgress> all = new ArrayList<>();
    do {
      all.add(next());
    } while (!(all.getLast() instanceof PageProgress.End));
    return all;
  }
}
