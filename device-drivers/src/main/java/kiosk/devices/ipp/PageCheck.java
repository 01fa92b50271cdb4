package kiosk.devices.ipp;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// One thing that an A4 printer must do, asked without printing.
///
/// @param name a sentence, the device first
/// @param body asks the printer
public record PageCheck(String name, Body body) {

  private static final int ROUNDS = 10;
  private static final Duration SLOWEST = Duration.ofSeconds(2);

  /// How it is asked.
  @FunctionalInterface
  public interface Body {

    /// Asks now.
    ///
    /// @return what is wrong, in a sentence for the technician, or nothing
    Optional<String> wrong() throws InterruptedException;
  }

  /// All of them; when the first fails the others are in vain.
  ///
  /// @param printer for which [PageLook#isAddress] holds
  /// @param patience for each answer
  public static List<PageCheck> of(URI printer, Duration patience) {
    List<PageCheck> checks = new ArrayList<>();
    Asker asker = new Asker(printer, patience);
    checks.add(asker.check("answers in IPP", _ -> true, ""));
    checks.add(new PageCheck("a4: answers ten times, none slower than 2 s", asker::rate));
    checks.add(
        asker.check(
            "takes jobs", PageLook.Seen::accepting, "it takes no jobs: release it at its display"));
    checks.add(
        asker.check(
            "prints PDF", PageLook.Seen::pdf, "it does not print PDF: take another printer"));
    checks.add(
        asker.check(
            "is not busy", seen -> !seen.busy(), "it is busy with a job: wait for its end"));
    checks.add(asker.check("has paper", PageTrouble.NO_PAPER, "its paper is out: fill its tray"));
    checks.add(
        asker.check(
            "has no jam",
            PageTrouble.JAM,
            "its paper is jammed: open it, pull the sheets out, close it"));
    checks.add(asker.check("is closed", PageTrouble.OPEN, "a cover or door is open: close it"));
    checks.add(
        asker.check("has room in its tray", PageTrouble.TRAY_FULL, "its tray is full: empty it"));
    checks.add(
        asker.check("has toner", PageTrouble.NO_TONER, "its toner is out: put in a new cartridge"));
    return List.copyOf(checks);
  }

  /// Who asks.
  private record Asker(URI printer, Duration patience) {

    PageCheck check(String sentence, PageTrouble trouble, String otherwise) {
      return check(sentence, seen -> !seen.troubles().contains(trouble), otherwise);
    }

    PageCheck check(String sentence, Predicate<PageLook.Seen> holds, String otherwise) {
      return new PageCheck(
          "a4: " + sentence,
          () ->
              switch (PageLook.at(printer, patience)) {
                case PageLook.Seen seen ->
                    holds.test(seen) ? Optional.empty() : Optional.of(otherwise);
                case PageLook none -> Optional.of(none.text());
              });
    }

    Optional<String> rate() throws InterruptedException {
      long slowest = 0;
      for (int i = 0; i < ROUNDS; i++) {
        long began = System.nanoTime();
        if (!(PageLook.at(printer, patience) instanceof PageLook.Seen)) {
          return Optional.of("one of ten questions was not answered");
        }
        slowest = Math.max(slowest, System.nanoTime() - began);
      }
      return slowest < SLOWEST.toNanos()
          ? Optional.empty()
          : Optional.of("the slowest took " + Duration.ofNanos(slowest).toMillis() + " ms");
    }
  }
}
