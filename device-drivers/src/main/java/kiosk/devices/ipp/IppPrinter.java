package kiosk.devices.ipp;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A network printer through IPP, asked directly: no spooler keeps a copy of what it prints.
///
/// Each job has one thread, which asks every 300 ms how it goes.
public final class IppPrinter implements PagePrinter {

  private static final Logger LOG = LoggerFactory.getLogger(IppPrinter.class);
  private static final Duration LOOK = Duration.ofMillis(300);

  private static final Duration ANSWER = Duration.ofSeconds(10);

  /// After a job is called off, how long its last word is waited for.
  private static final Duration LAST_WORD = Duration.ofSeconds(10);

  private final IppClient client;
  private final InstantSource clock;
  private final Duration patience;
  private final AtomicReference<Optional<Run>> running = new AtomicReference<>(Optional.empty());

  /// @param printer `ipp://host:631/path`, or `ipps`
  /// @param patience after which a job that is not over is called off
  public IppPrinter(URI printer, Duration patience, InstantSource clock) {
    this(printer, patience, ANSWER, clock);
  }

  /// @param answer how long each answer may take
  IppPrinter(URI printer, Duration patience, Duration answer, InstantSource clock) {
    this.client = new IppClient(printer, answer);
    this.patience = patience;
    this.clock = clock;
  }

  @Override
  public void print(PageJob job, Consumer<PageProgress> progress) {
    Run run = new Run(job, progress);
    if (!claim(run)) {
      progress.accept(new PageProgress.Refused(PageTrouble.BUSY, List.of()));
      return;
    }
    Thread.ofVirtual().name("a4-" + job.id()).start(run);
  }

  private boolean claim(Run run) {
    Optional<Run> before = running.get();
    return before.isEmpty() && running.compareAndSet(before, Optional.of(run));
  }

  @Override
  public void callOff(UUID job) {
    running.get().filter(run -> run.job.id().equals(job)).ifPresent(run -> run.left.countDown());
  }

  @Override
  public void close() {
    running
        .get()
        .ifPresent(
            run -> {
              run.left.countDown();
              run.awaitEnd();
            });
    client.close();
  }

  /// One job, from the first question to its end.
  private final class Run implements Runnable {

    private final PageJob job;
    private final Consumer<PageProgress> progress;
    private final Instant late = clock.instant().plus(patience);
    private final CountDownLatch left = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<String> evidence = new ArrayList<>();
    private Optional<PageTrouble> held = Optional.empty();

    Run(PageJob job, Consumer<PageProgress> progress) {
      this.job = job;
      this.progress = progress;
    }

    @Override
    public void run() {
      try {
        PageProgress.End end = end();
        LOG.atInfo()
            .setMessage("pages.end")
            .addKeyValue("job", job.id())
            .addKeyValue("end", end)
            .log();
        progress.accept(end);
      } finally {
        over.countDown();
      }
    }

    /// The next job may come as soon as this one's end is known.
    private PageProgress.End end() {
      try {
        return refusal().orElseGet(this::printed);
      } finally {
        running.set(Optional.empty());
      }
    }

    void awaitEnd() {
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /// Why the document is not even sent.
    private Optional<PageProgress.End> refusal() {
      try {
        IppClient.Printer printer = client.printer();
        printer.refusal().ifPresent(this::note);
        note("printer-state-reasons " + printer.reasons().stream().sorted().toList());
        Optional<PageTrouble> trouble =
            printer.accepting()
                ? PageTrouble.stopping(printer.reasons())
                : Optional.of(PageTrouble.NOT_ACCEPTING);
        return trouble
            .or(() -> printer.pdf() ? Optional.empty() : Optional.of(PageTrouble.NO_PDF))
            .map(this::refused);
      } catch (IOException e) {
        return Optional.of(refused(PageTrouble.UNREACHABLE));
      } catch (InterruptedException e) {
        return Optional.of(refused(PageTrouble.CALLED_OFF));
      }
    }

    private PageProgress.End printed() {
      if (isCalledOff()) {
        return refused(PageTrouble.CALLED_OFF);
      }
      try {
        Optional<Integer> number = client.send(job);
        if (number.isEmpty()) {
          note("the document is refused");
          return refused(PageTrouble.NOT_ACCEPTING);
        }
        progress.accept(new PageProgress.Accepted());
        return followed(number.get());
      } catch (ConnectException e) {
        return refused(PageTrouble.UNREACHABLE);
      } catch (IOException e) {
        note("no answer to the document");
        return unknown(PageTrouble.UNREACHABLE);
      } catch (InterruptedException e) {
        return unknown(PageTrouble.CALLED_OFF);
      }
    }

    private PageProgress.End followed(int number) throws InterruptedException {
      Optional<PageProgress.End> end = watched(number, late, left);
      if (end.isPresent()) {
        return end.get();
      }
      PageTrouble why = isCalledOff() ? PageTrouble.CALLED_OFF : PageTrouble.TOO_LONG;
      try {
        client.cancel(number);
      } catch (IOException e) {
        note("no answer to the cancelling");
      }
      return watched(number, clock.instant().plus(LAST_WORD), new CountDownLatch(1))
          .orElseGet(() -> unknown(why));
    }

    /// Looks at the job again and again, until its end, a moment or a sign.
    private Optional<PageProgress.End> watched(int number, Instant until, CountDownLatch sign)
        throws InterruptedException {
      do {
        Optional<PageProgress.End> end = look(number);
        if (end.isPresent()) {
          return end;
        }
      } while (!sign.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)
          && clock.instant().isBefore(until));
      return Optional.empty();
    }

    private Optional<PageProgress.End> look(int number) throws InterruptedException {
      try {
        JobReport report = client.job(number);
        note(report.said());
        // Asked afterwards: what ends a job is said before its end.
        Optional<PageTrouble> trouble = PageTrouble.holding(client.printer().reasons());
        Optional<PageProgress.End> end = report.end(trouble.or(() -> held), List.copyOf(evidence));
        if (end.isEmpty()) {
          tell(trouble);
        }
        return end;
      } catch (IOException e) {
        note("no answer");
        return Optional.empty();
      }
    }

    private void tell(Optional<PageTrouble> trouble) {
      if (!trouble.equals(held)) {
        held = trouble;
        progress.accept(
            trouble.<PageProgress>map(PageProgress.Held::new).orElseGet(PageProgress.Resumed::new));
      }
    }

    private boolean isCalledOff() {
      return left.getCount() == 0;
    }

    private void note(String said) {
      if (evidence.isEmpty() || !evidence.getLast().equals(said)) {
        evidence.add(said);
      }
    }

    private PageProgress.End refused(PageTrouble trouble) {
      return new PageProgress.Refused(trouble, List.copyOf(evidence));
    }

    private PageProgress.End unknown(PageTrouble trouble) {
      return new PageProgress.Unknown(trouble, List.copyOf(evidence));
    }
  }
}
