package kiosk.devices.cardreader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import kiosk.devices.apdu.CommandApdu;
import kiosk.devices.cardreader.TwinSession.Errand;
import kiosk.devices.ccid.MessageType;
import kiosk.devices.link.LinkException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How long the driver takes to work again after a fault, on a clock that only its own waiting, the
/// line and the card move: the machine has no part in it.
class RecoveryTimeTest {

  private static final Duration WITHIN = Duration.ofSeconds(1);

  private final VirtualTwin twin = new VirtualTwin();
  private final List<CardEvent> events = new ArrayList<>();
  private final TwinSession session = new TwinSession(twin, TwinTimes.STANDARD, twin, events::add);

  @ParameterizedTest
  @EnumSource
  void aCardCommandWorksASecondAfterOneWasSpoiled(VirtualTwin.Fault fault) throws Exception {
    session.start();
    assertThat(works()).isTrue();
    twin.raise(fault, MessageType.XFR_BLOCK);
    works();
    assertThat(works()).isTrue();
    assertThat(Duration.ofNanos(twin.getAsLong() - twin.struck())).isLessThan(WITHIN);
  }

  @ParameterizedTest
  @EnumSource
  void aCardCommandWorksASecondAfterALookAtTheSlotWasSpoiled(VirtualTwin.Fault fault)
      throws Exception {
    session.start();
    twin.raise(fault, MessageType.GET_SLOT_STATUS);
    session.idle();
    assertThat(works()).isTrue();
    assertThat(Duration.ofNanos(twin.getAsLong() - twin.struck())).isLessThan(WITHIN);
    assertThat(events).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void aCardIsMetAndWorksASecondAfterItsPowerOnWasSpoiled(VirtualTwin.Fault fault)
      throws Exception {
    twin.raise(fault, MessageType.ICC_POWER_ON);
    session.start();
    assertThat(events.getLast()).isEqualTo(new CardEvent.Inserted(CardKind.VITALE));
    assertThat(works()).isTrue();
    assertThat(Duration.ofNanos(twin.getAsLong() - twin.struck())).isLessThan(WITHIN);
  }

  /// Whether a card command is answered.
  private boolean works() throws TwinFault, LinkException {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    session.converse(
        new Errand<>(card -> card.transmit(CommandApdu.of(0, 0xCA, 0, 0, 1)).ok(), answer));
    return answer.exceptionally(failure -> false).join();
  }
}
