package kiosk.demo.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import kiosk.demo.visit.WebSocketScreen;
import org.junit.jupiter.api.Test;

/// Two nodes: the kiosk on one, the service that it calls on the other; SIGKILL to the other.
final class TwoNodesTest {

  private static final Duration GOES_ON_WITHIN = Duration.ofSeconds(10);

  @Test
  void theVisitGoesOnWithinTenSecondsAfterTheServiceNodeIsKilled() throws Exception {
    try (Theatre theatre = Theatre.open(2);
        WebSocketScreen screen = theatre.page()) {
      screen.awaitInvitation();
      theatre.reader().insert("marie");
      assertThat(screen.awaitOther("Idle")).isEqualTo("EnterCode");
      screen.type(Theatre.codeOf("marie"));
      screen.press("PROCEED");
      assertThat(screen.awaitOther("EnterCode")).isEqualTo("Menu");

      long killed = System.nanoTime();
      theatre.stage().children().get(1).kill();
      screen.open("ATTESTATION");
      assertThat(screen.awaitOther("Menu")).isEqualTo("ConfirmPrint");
      screen.press("PROCEED");
      theatre.awaitCount(1, "SELECT count(*) FROM document");
      Duration pause = Duration.ofNanos(System.nanoTime() - killed);

      assertThat(screen.awaitOther("ConfirmPrint")).isEqualTo("TakeTicket");
      assertThat(pause).isLessThanOrEqualTo(GOES_ON_WITHIN);
      assertThat(theatre.count("SELECT count(*) FROM document")).isEqualTo(1);
    }
  }
}
