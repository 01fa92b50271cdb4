package kiosk.terminal.screen;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import kiosk.contract.fleet.Figures;
import kiosk.terminal.language.Messages;

/// What templates say with: the sentences of one language, the figures of the rules, and this
/// kiosk's clock. A sentence names a figure by `%` and its name, such as `%linkDays`. Public
/// because templates are compiled into a package of their own. Immutable.
public final class Say {

  private final Messages messages;
  private final Clock clock;
  private final Figures figures;

  Say(Messages messages, Clock clock) {
    this(messages, clock, Figures.STANDARD);
  }

  private Say(Messages messages, Clock clock, Figures figures) {
    this.messages = messages;
    this.clock = clock;
    this.figures = figures;
  }

  /// The same with other figures.
  Say with(Figures others) {
    return new Say(messages, clock, others);
  }

  private String said(String sentence) {
    return sentence
        .replace("%deskCodeDays", String.valueOf(figures.deskCodeDays()))
        .replace("%mailedCodeMinutes", String.valueOf(figures.mailedCodeMinutes()))
        .replace("%linkDays", String.valueOf(figures.linkDays()))
        .replace("%addressDays", String.valueOf(figures.addressDays()))
        .replace("%statementMonths", String.valueOf(figures.statementMonths()));
  }

  /// `fr` or `en`.
  public String language() {
    return messages.locale().getLanguage();
  }

  /// The sentence of a key, with its arguments.
  ///
  /// @throws IllegalArgumentException when there is no such key
  public String text(String key, Object... arguments) {
    return said(messages.text(key, arguments));
  }

  /// The sentence for one of several cases: its key is the subject, a dot and the constant's name.
  public String of(String subject, Enum<?> value, Object... arguments) {
    return text(subject + "." + value.name(), arguments);
  }

  /// The first of two keys that has a sentence.
  public String either(String key, String otherwise) {
    return text(messages.has(key) ? key : otherwise);
  }

  /// Digits by two, as a telephone number is read in France.
  public String pairs(String digits) {
    return digits.replaceAll("(..)(?=.)", "$1 ");
  }

  /// "14:05" for today, with the day before it otherwise.
  public String moment(Instant instant) {
    ZonedDateTime moment = instant.atZone(clock.getZone());
    String time = DateTimeFormatter.ofPattern("HH:mm").format(moment);
    if (moment.toLocalDate().equals(LocalDate.now(clock))) {
      return time;
    }
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
            .withLocale(messages.locale())
            .format(moment)
        + ", "
        + time;
  }

  /// "octobre 2026".
  public String month(YearMonth month) {
    return DateTimeFormatter.ofPattern("MMMM yyyy", messages.locale()).format(month);
  }

  /// "4 min 05 s" or "12 s", rounded up: nobody is told that a wait is over before it is.
  public String wait(Duration left) {
    long seconds = left.plusMillis(999).toSeconds();
    return seconds < 60
        ? messages.text("wait.seconds", seconds)
        : messages.text(
            "wait.minutes", seconds / 60, String.format(Locale.ROOT, "%02d", seconds % 60));
  }
}
