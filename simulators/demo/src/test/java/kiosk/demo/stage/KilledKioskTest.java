package kiosk.demo.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import kiosk.demo.visit.StepException;
import kiosk.demo.visit.WebSocketScreen;
import kiosk.simulators.mail.ReceivedMail;
import org.junit.jupiter.api.Test;

/// SIGKILL to the kiosk at seeded points of a visit: what the person was told has happened, once.
final class KilledKioskTest {

  private static final int POINTS = Integer.getInteger("kiosk.kill.points", 50);
  private static final int HALLS = 2;
  private static final long SEED = 20_261_121;

  /// The longest that a kill comes after a move: the longest answers (hash, print) take longer than
  /// the shortest of it, so that kills fall before, in and after each answer.
  private static final int LATEST_MS = 400;

  private static final List<String> PEOPLE =
      List.of("ange", "lisandra", "tomasz", "aminata", "maximilien", "zeynep", "claire", "julien");

  /// What one visit has left in the person's memory.
  private record Memory(String address, List<String> told) {}

  /// Two systems side by side: most of the time each waits for a JVM to start or paper to move.
  @Test
  void nothingIsLostAndNothingDoubledWhereverTheKioskIsKilled() throws Exception {
    try (Theatre first = Theatre.openInTheBackground();
        Theatre second = Theatre.openInTheBackground();
        ExecutorService halls = Executors.newFixedThreadPool(HALLS)) {
      // A kiosk that has ended well once starts more quickly ever after.
      first.restartKiosk();
      AtomicInteger next = new AtomicInteger();
      List<Future<?>> played = new ArrayList<>();
      for (Theatre theatre : List.of(first, second)) {
        played.add(halls.submit(() -> playHall(theatre, next)));
      }
      for (Future<?> hall : played) {
        hall.get();
      }
    }
  }

  /// Plays point after point until none is left.
  private static boolean playHall(Theatre theatre, AtomicInteger next) throws Exception {
    List<Memory> memories = new ArrayList<>();
    for (int point = next.getAndIncrement(); point < POINTS; point = next.getAndIncrement()) {
      memories.add(playPoint(theatre, point));
    }
    makeWholeVisit(theatre);
    assertLedger(theatre, memories);
    return true;
  }

  private static Memory playPoint(Theatre theatre, int point) throws Exception {
    SplittableRandom random = new SplittableRandom(SEED + point);
    String address = "point-" + point + "@exemple.test";
    String persona = PEOPLE.get(point % PEOPLE.size());
    List<String> before = documents(theatre);
    Memory memory = new Memory(address, killedVisit(theatre, persona, address, random));
    tidyUp(theatre);
    theatre.startKiosk();
    List<String> issued = new ArrayList<>(documents(theatre));
    issued.removeAll(before);
    List<String> printed = new ArrayList<>(theatre.printedCodes());
    printed.retainAll(issued);
    int least = memory.told().contains("TakeTicket") ? 1 : 0;
    assertThat(issued).as("attestations, point %d", point).hasSizeBetween(least, 1);
    assertThat(printed).as("on paper, point %d", point).hasSizeBetween(least, 1);
    return memory;
  }

  /// Plays a visit and kills the kiosk a while after a move.
  ///
  /// @return the screens that were shown before
  private static List<String> killedVisit(
      Theatre theatre, String persona, String address, SplittableRandom random)
      throws StepException, InterruptedException {
    int fatal = random.nextInt(Script.SCREENS.size());
    Executor later =
        CompletableFuture.delayedExecutor(random.nextInt(LATEST_MS), TimeUnit.MILLISECONDS);
    CompletableFuture<Void> killed = new CompletableFuture<>();
    AtomicBoolean condemned = new AtomicBoolean();
    try (WebSocketScreen screen = theatre.page()) {
      Script script = new Script(theatre, screen, persona, address);
      try {
        script.play(
            move -> {
              if (move == fatal) {
                condemned.set(true);
                later.execute(() -> kill(theatre, killed));
              }
            });
      } catch (StepException e) {
        if (!condemned.get()) {
          throw e;
        }
        // The kiosk is gone, in the middle of a move or just before the next.
      }
      killed.join();
      return script.told();
    }
  }

  private static void kill(Theatre theatre, CompletableFuture<Void> killed) {
    theatre.killKiosk();
    killed.complete(null);
  }

  private static void tidyUp(Theatre theatre) {
    theatre.reader().remove();
    theatre.printer().take();
  }

  /// The last visit is not disturbed: when its end is known at the server, so is all before it.
  private static void makeWholeVisit(Theatre theatre) throws Exception {
    try (WebSocketScreen screen = theatre.page()) {
      new Script(theatre, screen, "marie", "last@exemple.test").play(move -> {});
    }
    theatre.mails().await(mail -> mail.isFor("last@exemple.test"), Duration.ofSeconds(60));
  }

  private static void assertLedger(Theatre theatre, List<Memory> memories) throws Exception {
    assertThat(theatre.printedCodes())
        .as("documents on paper")
        .isNotEmpty()
        .doesNotHaveDuplicates();
    for (Memory memory : memories) {
      long kept =
          theatre.count("SELECT count(*) FROM email_address WHERE address = ?", memory.address());
      long mails = distinctMails(theatre, memory.address());
      assertThat(kept).as(memory.address()).isLessThanOrEqualTo(1);
      assertThat(mails).as(memory.address()).isLessThanOrEqualTo(1);
      if (memory.told().contains("EmailSent")) {
        assertThat(mails).as(memory.address()).isEqualTo(1);
      }
    }
    assertThat(
            theatre.count(
                "SELECT count(*) FROM (SELECT s.visit FROM document d"
                    + " JOIN kiosk_session s ON s.token_sha256 = d.session"
                    + " GROUP BY s.visit HAVING count(*) > 1) doubled"))
        .as("visits with two attestations")
        .isZero();
    String kept = " FROM inbox WHERE sequence > 0";
    assertThat(theatre.count("SELECT count(*) - count(DISTINCT sequence)" + kept))
        .as("acts taken twice")
        .isZero();
    assertThat(theatre.count("SELECT max(sequence) - count(*)" + kept))
        .as("acts kept by the kiosk and lost")
        .isZero();
    assertThat(
            theatre.count(
                "SELECT count(*) FROM (SELECT visit FROM kiosk_session"
                    + " GROUP BY visit HAVING count(*) > 1) doubled"))
        .as("visits logged in twice")
        .isZero();
    long loggedIn = memories.stream().filter(memory -> memory.told().contains("Menu")).count();
    assertThat(theatre.count("SELECT count(*) FROM kiosk_session"))
        .as("log-ins that were told")
        .isGreaterThanOrEqualTo(loggedIn + 1);
  }

  private static long distinctMails(Theatre theatre, String address) {
    return theatre.mails().messages().stream()
        .filter(mail -> mail.isFor(address))
        .map(ReceivedMail::messageId)
        .distinct()
        .count();
  }

  /// The codes of all attestations.
  private static List<String> documents(Theatre theatre) throws Exception {
    return theatre.column("SELECT verification_code FROM document");
  }
}
