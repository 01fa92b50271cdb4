package kiosk.server.online;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import kiosk.contract.Nir;
import kiosk.server.account.AccountFixture;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import kiosk.server.online.Openings.Beginning;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Whoever guesses at the facts of a person waits longer and longer; the person waits an hour at
/// most.
@ExtendWith(CleanDatabase.class)
final class OpeningsTest {

  private static final Nir PETIT = new Nir("1660233063017");
  private static final Nir MARIE = new Nir("2840344109528");
  private static final Nir NOBODY = new Nir("1010101010101");
  private static final int MOST = 100;
  private static final Beginning REFUSED = new Beginning.Refused();

  private final AccountFixture fixture;
  private final Database database;
  private final Openings openings;

  OpeningsTest(Database database) {
    this.database = database;
    this.fixture = new AccountFixture(database);
    this.openings = new Openings(fixture.parts(), fixture.vault());
  }

  @BeforeEach
  void plant() {
    fixture.plant();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void o1_c9_afterFiveWrongTriesEachWaitsTwiceAsLongAndAnHourAtMost() {
    guess(PETIT, 5);
    for (int minutes : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      Duration wait = Duration.ofMinutes(minutes);
      Beginning tooSoon = new Beginning.TooSoon(fixture.now().plus(wait));
      assertThat(right(PETIT)).as("at once").isEqualTo(tooSoon);
      fixture.advance(wait.minusSeconds(1));
      assertThat(right(PETIT)).as("a second before").isEqualTo(tooSoon);
      fixture.advance(Duration.ofSeconds(1));
      guess(PETIT, 1);
    }
    fixture.advance(Duration.ofMinutes(60).plusSeconds(1));
    assertThat(right(PETIT)).as("the person comes").isInstanceOf(Beginning.Begun.class);
  }

  @Test
  void o1_aGuesserHasThirtyThreeTriesInTheFirstDayAndOneAnHourAfter() {
    assertThat(triesIn(Duration.ofDays(1))).isEqualTo(33);
    assertThat(triesIn(Duration.ofDays(1))).isEqualTo(24);
  }

  @Test
  void o1_aNumberThatIsNobodysOrHasAnAccountWaitsAlike() {
    for (Nir number : new Nir[] {NOBODY, MARIE}) {
      for (int i = 0; i < 5; i++) {
        assertThat(right(number)).isEqualTo(REFUSED);
      }
      assertThat(right(number))
          .isEqualTo(new Beginning.TooSoon(fixture.now().plus(Duration.ofMinutes(1))));
    }
    assertThat(right(PETIT)).as("another number").isInstanceOf(Beginning.Begun.class);
  }

  @Test
  void o1_c9_aTryIsForgottenAfterADayAndItsNumberWithIt() {
    guess(PETIT, 4);
    fixture.advance(Duration.ofHours(24).minusSeconds(1));
    guess(PETIT, 1);
    assertThat(right(PETIT)).isInstanceOf(Beginning.TooSoon.class);
    fixture.advance(Duration.ofSeconds(1));
    assertThat(right(PETIT)).isInstanceOf(Beginning.Begun.class);
    fixture.advance(Duration.ofHours(24));
    database.withConnection(c -> openings.purge(c, fixture.now())).await();
    assertThat(fixture.row("SELECT count(*) FROM online_try")).isEqualTo("0");
  }

  @Test
  void o1_c9_whatAStrangerTriesHereChangesNothingAtTheLogIn() {
    guess(MARIE, 5);
    assertThat(right(MARIE)).isInstanceOf(Beginning.TooSoon.class);
    OnlineLogIn logIns = new OnlineLogIn(fixture.parts(), fixture.vault());
    assertThat(logIns.logIn(MARIE, "73059628", Optional.empty()).await())
        .isInstanceOf(LogInOutcome.Entered.class);
  }

  @Test
  void o1_fiftyTriesAtOnceAreFive() {
    Future.all(Stream.generate(() -> begin(PETIT, "44000")).limit(50).toList()).await();
    assertThat(fixture.row("SELECT cardinality(wrong_at) FROM online_try")).isEqualTo("5");
  }

  /// As many as can be made in this time.
  private int triesIn(Duration time) {
    Instant end = fixture.now().plus(time);
    int tries = 0;
    while (fixture.now().isBefore(end) && tries < MOST) {
      if (begin(PETIT, "44000").await() instanceof Beginning.TooSoon(Instant until)) {
        fixture.advance(Duration.between(fixture.now(), until));
      } else {
        tries++;
      }
    }
    return tries;
  }

  private void guess(Nir nir, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(begin(nir, "44999").await()).isEqualTo(REFUSED);
    }
  }

  private Beginning right(Nir nir) {
    return begin(nir, "33000").await();
  }

  private Future<Beginning> begin(Nir nir, String postcode) {
    return openings.begin(new Identity("Petit", nir, "19666200", postcode));
  }
}
