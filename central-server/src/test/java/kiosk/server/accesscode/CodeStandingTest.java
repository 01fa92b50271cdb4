package kiosk.server.accesscode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import kiosk.server.accesscode.CodeStanding.Gate;
import org.junit.jupiter.api.Test;

/// Tries, waits, locks and lives of codes, with time handed in.
final class CodeStandingTest {

  private static final CodeLimits LIMITS = CodeLimits.STANDARD;
  private static final Instant START = Instant.parse("2026-03-20T08:00:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LIFE = Duration.ofDays(15);

  @Test
  void c1_aProvisionalCodeIsVoidAfterThreeWrongTries() {
    CodeStanding code = CodeStanding.fresh(CodeKind.PROVISIONAL, START);
    assertThat(code.triesLeft(LIMITS)).isEqualTo(3);
    code = code.wrong(LIMITS, START).wrong(LIMITS, START);
    assertThat(code.triesLeft(LIMITS)).isEqualTo(1);
    assertThat(code.gate(LIMITS, START)).isEqualTo(new Gate.Open());
    code = code.wrong(LIMITS, START);
    assertThat(code.triesLeft(LIMITS)).isZero();
    assertThat(code.gate(LIMITS, START)).isEqualTo(new Gate.Voided());
  }

  @Test
  void c1_aProvisionalCodeLivesFifteenExactDays() {
    CodeStanding code = CodeStanding.fresh(CodeKind.PROVISIONAL, START);
    Instant end = START.plus(LIFE);
    assertThat(code.gate(LIMITS, end.minus(SECOND))).isEqualTo(new Gate.Open());
    assertThat(code.gate(LIMITS, end)).isEqualTo(new Gate.Open());
    assertThat(code.gate(LIMITS, end.plus(SECOND))).isEqualTo(new Gate.Expired());
  }

  @Test
  void c9_theFifthWrongTryInARowWaitsAMinuteAndEachNextDoubles() {
    CodeStanding code = CodeStanding.fresh(CodeKind.PERSONAL, START);
    Instant now = START;
    for (int i = 1; i <= 4; i++) {
      code = code.wrong(LIMITS, now);
      assertThat(code.triesLeft(LIMITS)).isEqualTo(5 - i);
      assertThat(code.gate(LIMITS, now)).isEqualTo(new Gate.Open());
    }
    for (int minutes = 1; minutes <= 16; minutes *= 2) {
      code = code.wrong(LIMITS, now);
      Instant until = now.plus(Duration.ofMinutes(minutes));
      assertThat(code.gate(LIMITS, until.minus(SECOND))).isEqualTo(new Gate.TooSoon(until));
      assertThat(code.gate(LIMITS, until)).isEqualTo(new Gate.Open());
      assertThat(code.triesLeft(LIMITS)).isEqualTo(1);
      now = until;
    }
    code = code.wrong(LIMITS, now);
    assertThat(code.gate(LIMITS, now.plus(Duration.ofDays(365)))).isEqualTo(new Gate.Locked());
    assertThat(code.triesLeft(LIMITS)).isZero();
  }

  @Test
  void c9_aRightTryEndsTheRowButNotTheDay() {
    CodeStanding code = CodeStanding.fresh(CodeKind.PERSONAL, START);
    Instant now = START;
    for (int i = 0; i < 24; i++) {
      code = code.wrong(LIMITS, now).right();
      now = now.plusSeconds(60);
    }
    assertThat(code.wrongInRow()).isZero();
    assertThat(code.triesLeft(LIMITS)).isEqualTo(1);
    assertThat(code.wrong(LIMITS, now).gate(LIMITS, now)).isEqualTo(new Gate.Locked());
  }

  @Test
  void c9_aTryLeavesTheCountAfterExactlyTwentyFourHours() {
    CodeStanding code = CodeStanding.fresh(CodeKind.PERSONAL, START);
    for (int i = 0; i < 24; i++) {
      code = code.wrong(LIMITS, START).right();
    }
    Instant dayAfter = START.plus(Duration.ofHours(24));
    assertThat(code.wrong(LIMITS, dayAfter.minus(SECOND)).locked()).isTrue();
    assertThat(code.wrong(LIMITS, dayAfter).locked()).isFalse();
  }

  @Test
  void c9_noPathOfTriesTakesMoreThanTheLimits() {
    Random random = new Random(9);
    for (int run = 0; run < 2_000; run++) {
      CodeStanding code = CodeStanding.fresh(CodeKind.PERSONAL, START);
      Instant now = START;
      int wrongTaken = 0;
      for (int step = 0; step < 60; step++) {
        now = now.plusSeconds(random.nextInt(1_400));
        if (code.gate(LIMITS, now) instanceof Gate.Open) {
          boolean right = random.nextInt(4) == 0;
          code = right ? code.right() : code.wrong(LIMITS, now);
          wrongTaken += right ? 0 : 1;
        }
      }
      assertThat(wrongTaken).isLessThanOrEqualTo(25);
      assertThat(code.wrongInRow()).isLessThanOrEqualTo(10);
    }
  }
}
