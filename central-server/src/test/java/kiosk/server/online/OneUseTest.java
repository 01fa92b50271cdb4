package kiosk.server.online;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kiosk.contract.Nir;
import kiosk.server.account.AccountFixture;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import kiosk.server.email.LinkState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Ten thousand uses at once of what may be used once.
@ExtendWith(CleanDatabase.class)
final class OneUseTest {

  private static final int USES = 10_000;
  private static final int AT_ONCE = 200;

  private final AccountFixture fixture;
  private final Database database;

  OneUseTest(Database database) {
    this.database = database;
    this.fixture = new AccountFixture(database);
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
  void e6_tenThousandUsesOfOneLinkAreOne() {
    fixture.enter("BENALI", "nadia@exemple.test");
    String token = fixture.newestToken();
    List<Optional<LinkState>> all =
        race(() -> database.inTransaction(tx -> fixture.emails().confirm(tx, token)));
    assertThat(all).hasSize(USES).containsOnlyOnce(Optional.of(LinkState.VALID));
  }

  /// The hash is made before the race: what must be exact is the transaction after it.
  @Test
  void c6_tenThousandUsesOfOneMailedCodeAreOneSession() {
    ForgottenCodes forgotten = new ForgottenCodes(fixture.parts());
    Nir marie = new Nir("2840344109528");
    String token = forgotten.request(new Identity("Durand", marie, "19840317", "44000")).await();
    List<LogInOutcome> all =
        race(() -> database.inTransaction(tx -> forgotten.use(tx, token, true)));
    assertThat(all.stream().filter(outcome -> outcome instanceof LogInOutcome.Entered)).hasSize(1);
    assertThat(all.stream().filter(outcome -> outcome instanceof LogInOutcome.Closed))
        .hasSize(USES - 1);
    assertThat(fixture.row("SELECT count(*) FROM kiosk_session")).isEqualTo("1");
  }

  private static <T> List<T> race(Supplier<Future<T>> use) {
    List<T> results = new ArrayList<>();
    for (int round = 0; round < USES / AT_ONCE; round++) {
      List<Future<T>> wave = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        wave.add(use.get());
      }
      Future.all(wave).await();
      wave.forEach(done -> results.add(done.result()));
    }
    return results;
  }
}
