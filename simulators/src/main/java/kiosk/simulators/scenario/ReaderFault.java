package kiosk.simulators.scenario;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What can go wrong with a card reader, its line or its card.
public sealed interface ReaderFault extends Fault {

  /// The card gives no answer to reset, until the fault is cleared.
  record MuteCard() implements ReaderFault {}

  /// The card is pulled while it works on a command.
  record PulledDuringExchange() implements ReaderFault {}

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
    EXCHANGE;

    private String word() {
      return words(name());
    }
  }

  /// The names of all faults, as the command line takes them.
  static List<String> names() {
    return Stream.concat(
            Stream.of("mute", "pulled", "unplug"),
            Arrays.stream(Kind.values()).map(kind -> words(kind.name())))
        .toList();
  }

  /// Reads a fault from its name and argument.
  ///
  /// @param argument empty for the usual: of `unplug` the milliseconds away (1000), of a fault on
  ///     the line the moment (`exchange`)
  /// @throws IllegalArgumentException when there is no such fault or the argument makes no sense
  static ReaderFault parse(String name, String argument) {
    return switch (name) {
      case "mute" -> new MuteCard();
      case "pulled" -> new PulledDuringExchange();
      case "unplug" -> new Unplugged(Duration.ofMillis(millis(argument)));
      default -> new OnLine(kind(name), moment(argument));
    };
  }

  private static Kind kind(String name) {
    return Arrays.stream(Kind.values())
        .filter(kind -> words(kind.name()).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no fault '" + name + "': one of " + String.join(", ", names())));
  }

  private static Moment moment(String argument) {
    if (argument.isEmpty()) {
      return Moment.EXCHANGE;
    }
    return Arrays.stream(Moment.values())
        .filter(moment -> moment.word().equals(argument))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no moment '" + argument + "': any, status, power-on or exchange"));
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

  private static String words(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
