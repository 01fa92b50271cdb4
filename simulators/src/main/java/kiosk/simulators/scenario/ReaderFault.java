package kiosk.simulators.scenario;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What can go wrong with a card reader, its line or its card.
public sealed interface ReaderFault extends Fault {

  /// The card gives no answer to reset, until the fault is cleared.
  record MuteCard() implements ReaderFault {}

  /// The card is pulled with the next card command.
  record Pulled(Point at) implements ReaderFault {}

  /// When in a card command the card is pulled.
  enum Point {
    /// The card does not get the command, and the reader has told of the movement before its reply.
    BEFORE,
    /// The card works on the command; the reader tells nothing of the movement.
    DURING,
    /// The card has answered; the reader tells of the movement behind its reply.
    AFTER
  }

  /// Between two looks the card is changed so fast that the reader does not notice by itself: it
  /// only finds a card without power the next time it is asked.
  ///
  /// @param card the name of the other card; empty for the same one, pulled and put back
  record Swapped(String card) implements ReaderFault {}

  /// The reader loses its line, and comes back under the same name but as another device.
  ///
  /// @param away how long
  record Unplugged(Duration away) implements ReaderFault {}

  /// Something goes wrong on the line once.
  ///
  /// @param kind what
  /// @param at with which of the reader's commands
  record OnLine(Kind kind, Moment at) implements ReaderFault {}

  /// What can happen to the bytes of one exchange.
  enum Kind {
    /// The command is refused: `03 15 16`.
    NAK,
    /// The command is refused, and so are the next two.
    NAK_THRICE,
    /// The command is refused, and so is every other until the fault is cleared.
    NAK_ALWAYS,
    /// The reader answers nothing, not even with an echo, until the fault is cleared.
    SILENT,
    /// The last byte of the reply is wrong.
    WRONG_LRC,
    /// The reply stops in the middle.
    TRUNCATED,
    /// A byte that means nothing comes before the reply.
    STRAY_BYTE,
    /// A byte that looks like the start of a frame comes before the reply.
    STRAY_SYNC,
    /// The reply never comes.
    LOST_REPLY,
    /// The reply comes after the driver has given up.
    LATE_REPLY,
    /// The reply says that it is of absurd length.
    ABSURD_LENGTH,
    /// The reply of an earlier command comes first.
    STALE_REPLY,
    /// The reply carries the sequence number of an earlier command, and no right one comes.
    WRONG_SEQUENCE,
    /// The reply names another slot.
    WRONG_SLOT,
    /// The reply is of another type.
    WRONG_TYPE,
    /// The reader asks for time five times, then replies.
    TIME_REQUESTS,
    /// The reader asks for time and never replies.
    TIME_WITHOUT_END,
    /// The command is not echoed.
    NO_ECHO,
    /// The echo shows another command than was sent.
    ALTERED_ECHO,
    /// The reader tells of a movement in the middle of the exchange though the card stays.
    FALSE_MOVEMENT,
    /// The same, before the echo.
    MOVEMENT_FIRST,
    /// The same, in the middle of the reply's bytes.
    MOVEMENT_INSIDE,
    /// The same, behind the reply.
    MOVEMENT_LAST,
    /// The card's line has a parity error: `bError` FD.
    PARITY,
    /// The card sends a byte that is no procedure byte: `bError` F4.
    PROCEDURE_BYTE,
    /// The slot is busy: `bError` E0.
    BUSY,
    /// The card does not keep to its protocol: `bError` F6.
    CARD_PROTOCOL,
    /// The reader finds the command's length wrong: `bError` BE.
    WRONG_LENGTH,
    /// The reply comes a byte at a time.
    SPLIT
  }

  /// With which command a fault happens.
  enum Moment {
    /// Whatever comes next.
    ANY,
    /// A look at the slot.
    STATUS,
    /// A reset of the card.
    POWER_ON,
    /// A card command or the negotiation of its rate.
    EXCHANGE
  }

  /// A fault's name on the command line.
  ///
  /// @param hint what its argument is, empty when it has none
  record Name(String name, String hint) {}

  /// Every fault there is.
  List<Name> NAMES =
      Stream.concat(
              Stream.of(
                  new Name("mute", ""),
                  new Name("pulled", "POINT"),
                  new Name("swapped", "CARD"),
                  new Name("unplug", "MILLISECONDS")),
              Arrays.stream(Kind.values()).map(kind -> new Name(word(kind), "MOMENT")))
          .toList();

  /// Reads `NAME [ARG] [@apdu N | @byte N | @time MILLISECONDS]`.
  ///
  /// Without an argument `pulled` means `during`, `swapped` the same card, `unplug` 1000
  /// milliseconds away, and a fault on the line happens with an `exchange`.
  ///
  /// @throws IllegalArgumentException when it makes no sense; says why
  static Planned<ReaderFault> plan(String line) {
    return Planned.parse(line, ReaderFault::parse);
  }

  private static ReaderFault parse(String fault) {
    List<String> words = List.of(fault.strip().split("\\s+", 2));
    String argument = words.size() > 1 ? words.getLast() : "";
    return switch (words.getFirst()) {
      case "mute" -> new MuteCard();
      case "pulled" ->
          new Pulled(constant(Point.values(), argument.isEmpty() ? "during" : argument));
      case "swapped" -> new Swapped(argument);
      case "unplug" -> new Unplugged(Duration.ofMillis(millis(argument)));
      default ->
          new OnLine(
              kind(words.getFirst()),
              constant(Moment.values(), argument.isEmpty() ? "exchange" : argument));
    };
  }

  private static Kind kind(String name) {
    return Arrays.stream(Kind.values())
        .filter(kind -> word(kind).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no fault '"
                        + name
                        + "': one of "
                        + NAMES.stream().map(Name::name).collect(Collectors.joining(", "))));
  }

  private static <E extends Enum<E>> E constant(E[] all, String wanted) {
    return Arrays.stream(all)
        .filter(one -> word(one).equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'"
                        + wanted
                        + "' is none of "
                        + Arrays.stream(all)
                            .map(ReaderFault::word)
                            .collect(Collectors.joining(", "))));
  }

  private static long millis(String argument) {
    if (argument.isEmpty()) {
      return 1000;
    }
    if (!argument.matches("[0-9]{1,6}")) {
      throw new IllegalArgumentException("not a number of milliseconds: '" + argument + "'");
    }
    return Long.parseLong(argument);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
