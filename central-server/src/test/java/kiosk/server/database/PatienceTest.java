package kiosk.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import kiosk.contract.settings.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A database that is not there yet.
@ExtendWith(CleanDatabase.class)
final class PatienceTest {

  private final AtomicLong now = new AtomicLong();

  /// Each look at the clock is a second later.
  private final Patience patience =
      new Patience(Duration.ofSeconds(4), () -> now.addAndGet(1_000_000_000L));

  @Test
  void aDatabaseThatComesLateIsUsed() {
    AtomicInteger tries = new AtomicInteger();
    String answer =
        patience.attempt(
            () -> {
              if (tries.incrementAndGet() < 3) {
                throw new DatabaseAwayException("starting", null);
              }
              return "there";
            });
    assertThat(answer).isEqualTo("there");
    assertThat(tries).hasValue(3);
  }

  @Test
  void aDatabaseThatNeverComesIsGivenUpWithItsReason() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    DatabaseAddress nowhere =
        new DatabaseAddress("127.0.0.1", closed, "kiosk", "kiosk", new Secret("x"));
    assertThatThrownBy(() -> Database.migrate(nowhere, patience))
        .isInstanceOf(DatabaseAwayException.class)
        .hasMessage("cannot bring " + nowhere.url() + " up to date (SQLSTATE 08001)");
    assertThat(now.get()).as("tried more than once").isGreaterThan(2_000_000_000L);
  }

  @Test
  void aDatabaseThatRefusesUsIsNotWaitedFor(DatabaseAddress address) {
    DatabaseAddress guess =
        new DatabaseAddress(
            address.host(), address.port(), address.name(), address.user(), new Secret("guess"));
    assertThatThrownBy(() -> Database.migrate(guess, patience))
        .isInstanceOf(DatabaseAwayException.class)
        .hasMessageContaining("SQLSTATE 28P01");
    assertThat(now.get()).as("tried once").isLessThan(2_000_000_000L);
  }
}
