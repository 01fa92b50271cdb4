package kiosk.simulators.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/// What can go wrong with a receipt printer or its line.
public sealed interface PrinterFault extends Fault {

  /// The knife stands still: the next cut is an error.
  record CutterStuck() implements PrinterFault {}

  /// The paper does not move any more.
  record Jam() implements PrinterFault {}

  /// The head is too hot and rests.
  record HeadTemperature() implements PrinterFault {}

  /// The supply is too weak.
  record Voltage() implements PrinterFault {}

  /// Fences pass unanswered.
  record FenceLost() implements PrinterFault {}

  /// Each fence is answered twice.
  record FenceDoubled() implements PrinterFault {}

  /// Fences pass and are answered only when the fault ends: to a later job.
  record FenceLate() implements PrinterFault {}

  /// The counter of cuts stands still.
  record CounterStuck() implements PrinterFault {}

  /// The printer counts nothing: GS g and GS E pass unanswered.
  record NoCounters() implements PrinterFault {}

  /// Automatic status comes in the middle of every answer that is longer than a byte.
  record StatusInside() implements PrinterFault {}

  /// Whatever page is selected, another is used.
  ///
  /// @param page its number behind ESC t
  record WrongCodePage(int page) implements PrinterFault {}

  /// The printer's end of the line is set to another rate.
  record WrongBaud(int baud) implements PrinterFault {
    public WrongBaud {
      if (baud <= 0) {
        throw new IllegalArgumentException("not a rate: " + baud);
      }
    }
  }

  /// The printer gives another make's name.
  record LyingName() implements PrinterFault {}

  /// The page of French letters is not there: the one before stays in force.
  record PageMissing() implements PrinterFault {}

  /// A two-dimensional symbol is not known: its data comes out as text.
  ///
  /// @param kind its number (cn) in GS ( k
  record SymbolMissing(int kind) implements PrinterFault {}

  /// The retractor does not pull.
  record RetractorStuck() implements PrinterFault {}

  /// The retract bin is full after so many more papers.
  record BinFull(int papers) implements PrinterFault {}

  /// The printer hears and obeys, and says nothing.
  record Mute() implements PrinterFault {}

  /// The printer says that it is off line, and why not.
  record Offline() implements PrinterFault {}

  /// XOFF is sent and never taken back; nothing more is read.
  record XoffStuck() implements PrinterFault {}

  /// The buffer is small and XOFF is never sent: bytes beyond it are lost.
  record Overflow() implements PrinterFault {}

  /// A byte on the line to the host that nobody sent.
  record Noise(int value) implements PrinterFault {}

  /// The roll ends after so many more rows of dots.
  record PaperOutAfter(int rows) implements PrinterFault {}

  /// The cover opens after so many more rows of dots.
  record CoverOpenAfter(int rows) implements PrinterFault {}

  /// The printer loses power after so many more bytes, and comes back.
  record PowerLossAfter(int bytes) implements PrinterFault {}

  /// The roll ends.
  record PaperOut() implements PrinterFault {}

  /// Somebody opens the cover.
  record CoverOpened() implements PrinterFault {}

  /// The power goes, and comes back.
  record PowerLoss() implements PrinterFault {}

  /// The line is pulled out; it comes back with the fault's end.
  record Unplugged() implements PrinterFault {}

  /// A fault's name on the command line, and what makes it.
  ///
  /// @param hint what its argument is, empty when it has none
  /// @param fallback the argument when none is given
  record Name(String name, String hint, int fallback, IntFunction<PrinterFault> maker) {}

  /// Every fault there is.
  List<Name> NAMES =
      List.of(
          new Name("cutter-stuck", "", 0, _ -> new CutterStuck()),
          new Name("jam", "", 0, _ -> new Jam()),
          new Name("head-temperature", "", 0, _ -> new HeadTemperature()),
          new Name("voltage", "", 0, _ -> new Voltage()),
          new Name("fence-lost", "", 0, _ -> new FenceLost()),
          new Name("fence-doubled", "", 0, _ -> new FenceDoubled()),
          new Name("fence-late", "", 0, _ -> new FenceLate()),
          new Name("counter-stuck", "", 0, _ -> new CounterStuck()),
          new Name("no-counters", "", 0, _ -> new NoCounters()),
          new Name("status-inside", "", 0, _ -> new StatusInside()),
          new Name("code-page", "PAGE", 0, WrongCodePage::new),
          new Name("wrong-baud", "BAUD", 9600, WrongBaud::new),
          new Name("lying-name", "", 0, _ -> new LyingName()),
          new Name("page-missing", "", 0, _ -> new PageMissing()),
          new Name("symbol-missing", "KIND", 49, SymbolMissing::new),
          new Name("retractor-stuck", "", 0, _ -> new RetractorStuck()),
          new Name("bin-full", "PAPERS", 0, BinFull::new),
          new Name("mute", "", 0, _ -> new Mute()),
          new Name("offline", "", 0, _ -> new Offline()),
          new Name("xoff-stuck", "", 0, _ -> new XoffStuck()),
          new Name("overflow", "", 0, _ -> new Overflow()),
          new Name("noise", "BYTE", 0xA5, Noise::new),
          new Name("paper-out-after", "ROWS", 100, PaperOutAfter::new),
          new Name("cover-open-after", "ROWS", 100, CoverOpenAfter::new),
          new Name("power-loss-after", "BYTES", 200, PowerLossAfter::new),
          new Name("paper-out", "", 0, _ -> new PaperOut()),
          new Name("cover-opened", "", 0, _ -> new CoverOpened()),
          new Name("power-loss", "", 0, _ -> new PowerLoss()),
          new Name("unplugged", "", 0, _ -> new Unplugged()));

  /// Reads `NAME [ARG] [@row N | @byte N | @time MILLISECONDS]`.
  ///
  /// @throws IllegalArgumentException when it makes no sense; says why
  static Planned<PrinterFault> plan(String line) {
    return Planned.parse(
        line,
        fault ->
            parse(fault)
                .orElseThrow(() -> new IllegalArgumentException("no fault '" + line + "'")));
  }

  /// The fault of a line `NAME [ARG]`; the argument is a number, `0x` before hexadecimal.
  ///
  /// @return empty when there is no fault of this name or the argument is no number
  static Optional<PrinterFault> parse(String line) {
    List<String> words = Arrays.asList(line.strip().split("\\s+", -1));
    return NAMES.stream()
        .filter(name -> name.name().equals(words.getFirst()))
        .findFirst()
        .flatMap(name -> make(name, words));
  }

  private static Optional<PrinterFault> make(Name name, List<String> words) {
    try {
      int argument = words.size() > 1 ? Integer.decode(words.get(1)) : name.fallback();
      return Optional.of(name.maker().apply(argument));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
