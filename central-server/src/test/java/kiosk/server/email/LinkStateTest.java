package kiosk.server.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The ages of a link, to the second, also over a change of hour and a leap day.
final class LinkStateTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration THREE_WEEKS = Duration.ofDays(21);

  /// An ordinary day, the eve of each change of hour in France, the eve of a leap day.
  static List<Instant> sendings() {
    return List.of(
        Instant.parse("2026-06-01T10:00:00Z"),
        Instant.parse("2026-03-28T23:30:00Z"),
        Instant.parse("2026-10-24T23:30:00Z"),
        Instant.parse("2028-02-28T12:00:00Z"));
  }

  @ParameterizedTest
  @MethodSource("sendings")
  void e7_aLinkConfirmsForSevenExactDaysAndIsForgottenAfterTwentyOne(Instant sent) {
    assertThat(state(sent, Duration.ZERO)).isEqualTo(LinkState.VALID);
    assertThat(state(sent, WEEK.minus(SECOND))).isEqualTo(LinkState.VALID);
    assertThat(state(sent, WEEK)).isEqualTo(LinkState.VALID);
    assertThat(state(sent, WEEK.plus(SECOND))).isEqualTo(LinkState.INACTIVE);
    assertThat(state(sent, THREE_WEEKS.minus(SECOND))).isEqualTo(LinkState.INACTIVE);
    assertThat(state(sent, THREE_WEEKS)).isEqualTo(LinkState.INACTIVE);
    assertThat(state(sent, THREE_WEEKS.plus(SECOND))).isEqualTo(LinkState.FORGOTTEN);
  }

  @ParameterizedTest
  @MethodSource("sendings")
  void e6_aUsedLinkAndAnOlderOneSaySoAtAnyAge(Instant sent) {
    for (Duration age : List.of(Duration.ZERO, WEEK.plus(SECOND), THREE_WEEKS.plus(SECOND))) {
      assertThat(state(sent, true, true, age)).isEqualTo(LinkState.USED);
      assertThat(state(sent, false, false, age)).isEqualTo(LinkState.OLDER);
    }
  }

  private static LinkState state(Instant sent, Duration age) {
    return state(sent, false, true, age);
  }

  private static LinkState state(Instant sent, boolean used, boolean newest, Duration age) {
    Duration passed = Duration.between(sent, sent.plus(age));
    return LinkState.of(EmailPolicy.STANDARD, used, newest, passed);
  }
}
