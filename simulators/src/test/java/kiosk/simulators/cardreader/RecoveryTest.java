package kiosk.simulators.cardreader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import kiosk.devices.apdu.CommandApdu;
import kiosk.devices.apdu.ResponseApdu;
import kiosk.devices.cardreader.CardEvent;
import kiosk.devices.cardreader.CardException;
import kiosk.devices.cardreader.CardKind;
import kiosk.devices.link.Bytes;
import kiosk.devices.vitale.CardReading;
import kiosk.simulators.persona.Deck;
import kiosk.simulators.persona.Persona;
import kiosk.simulators.scenario.ReaderFault;
import kiosk.simulators.scenario.ReaderFault.Kind;
import kiosk.simulators.scenario.ReaderFault.Moment;
import kiosk.simulators.scenario.ReaderFault.Point;
import kiosk.simulators.scenario.Trigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever goes wrong on the line, the card is read in the end, or what is wrong is said.
///
/// How soon is shown by `RecoveryTimeTest` of the driver, on a clock of its own.
class RecoveryTest {

  private static final Persona MARIE = Deck.all().getFirst();

  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void connect() {
    desk = new Desk(folder.resolve("tty"), ReaderProfile.GEMPC_TWIN, false);
  }

  @AfterEach
  void disconnect() {
    desk.close();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"TIME_WITHOUT_END", "NAK_THRICE", "NAK_ALWAYS", "SILENT"})
  void aFaultInAnExchangeDoesNotKeepTheCardFromBeingRead(Kind fault) {
    desk.simulated.insert(MARIE);
    desk.expect(CardEvent.Inserted.class);
    desk.simulated.raise(new ReaderFault.OnLine(fault, Moment.EXCHANGE));
    assertThat(desk.read()).isInstanceOf(CardReading.Vitale.class);
    assertThat(desk.simulated.raised()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {
        "TIME_WITHOUT_END",
        "PARITY",
        "PROCEDURE_BYTE",
        "BUSY",
        "NAK_THRICE",
        "NAK_ALWAYS",
        "SILENT"
      })
  void aFaultWhenTheCardIsPoweredDoesNotHideTheCard(Kind fault) {
    desk.simulated.raise(new ReaderFault.OnLine(fault, Moment.POWER_ON));
    desk.simulated.insert(MARIE);
    assertThat(desk.expect(CardEvent.Inserted.class).kind()).isEqualTo(CardKind.VITALE);
    assertThat(desk.read()).isInstanceOf(CardReading.Vitale.class);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"TIME_WITHOUT_END", "NAK_THRICE", "NAK_ALWAYS", "SILENT"})
  void aFaultWhileTheSlotIsLookedAtIsNoMovement(Kind fault) {
    desk.simulated.insert(MARIE);
    desk.expect(CardEvent.Inserted.class);
    desk.simulated.raise(new ReaderFault.OnLine(fault, Moment.STATUS));
    desk.simulated.remove();
    desk.expect(CardEvent.Removed.class);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {
        "TIME_WITHOUT_END",
        "NAK_THRICE",
        "NAK_ALWAYS",
        "SILENT",
        "STRAY_BYTE",
        "STRAY_SYNC",
        "STALE_REPLY",
        "TIME_REQUESTS",
        "NO_ECHO",
        "FALSE_MOVEMENT",
        "MOVEMENT_FIRST",
        "MOVEMENT_LAST",
        "SPLIT"
      })
  void aCardCommandIsNeverSentTwice(Kind fault) {
    CountingCard card = new CountingCard();
    desk.simulated.insert(card);
    desk.expect(CardEvent.Inserted.class);
    converse(card);
    desk.simulated.raise(new ReaderFault.OnLine(fault, Moment.EXCHANGE));
    assertThat(converse(card)).isIn("PROTOCOL", "TIMEOUT");
    assertThat(card.commands.get()).isLessThanOrEqualTo(2);
    assertThat(converse(card)).isEqualTo("90 00");
  }

  @Test
  void aReaderThatRefusesEverythingIsDownAndComesBack() {
    desk.simulated.insert(MARIE);
    desk.expect(CardEvent.Inserted.class);
    desk.simulated.raise(new ReaderFault.OnLine(Kind.NAK_THRICE, Moment.EXCHANGE));
    assertThat(desk.read()).isEqualTo(new CardReading.Failed(CardException.Reason.READER_DOWN));
    desk.expect(CardEvent.ReaderDown.class);
    desk.expect(CardEvent.ReaderUp.class);
    desk.expect(CardEvent.Inserted.class);
    assertThat(desk.read()).isInstanceOf(CardReading.Vitale.class);
  }

  @Test
  void aCardPulledInTheMiddleOfACommandIsSeenAsPulled() {
    desk.simulated.insert(MARIE);
    desk.expect(CardEvent.Inserted.class);
    desk.simulated.raise(new ReaderFault.Pulled(Point.DURING));
    assertThat(desk.read()).isEqualTo(new CardReading.Failed(CardException.Reason.REMOVED));
    desk.expect(CardEvent.Removed.class);
  }

  @ParameterizedTest
  @CsvSource({"BEFORE, 0", "DURING, 0", "AFTER, 1"})
  void aCardPulledAroundACommandHasHeardItOnlyIfItWasThere(Point point, int heard) {
    CountingCard card = new CountingCard();
    desk.simulated.insert(card);
    desk.expect(CardEvent.Inserted.class);
    converse(card);
    desk.simulated.raise(new ReaderFault.Pulled(point));
    assertThat(converse(card)).isEqualTo(heard == 1 ? "90 00" : "REMOVED");
    assertThat(card.commands.get()).isEqualTo(heard);
    desk.expect(CardEvent.Removed.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"NAK_ALWAYS", "SILENT"})
  void aReaderThatRefusesEverythingOrSaysNothingStaysDownUntilItIsMended(Kind fault) {
    desk.simulated.insert(MARIE);
    desk.expect(CardEvent.Inserted.class);
    desk.simulated.raise(new ReaderFault.OnLine(fault, Moment.STATUS));
    desk.expect(CardEvent.ReaderDown.class);
    assertThat(desk.simulated.raised()).hasSize(1);
    desk.simulated.clear();
    desk.expect(CardEvent.ReaderUp.class);
    desk.expect(CardEvent.Inserted.class);
  }

  @Test
  void aPlugIsPulledAtTheCommandOfItsNumber() {
    desk.simulated.insert(MARIE);
    desk.expect(CardEvent.Inserted.class);
    desk.simulated.raise(new ReaderFault.Unplugged(Duration.ofMillis(300)), new Trigger.AtApdu(2));
    assertThat(desk.read()).isEqualTo(new CardReading.Failed(CardException.Reason.READER_DOWN));
    desk.expect(CardEvent.ReaderDown.class);
  }

  @Test
  void aCardGoesMuteWithTheByteOfItsNumber() {
    desk.simulated.insert(MARIE);
    desk.expect(CardEvent.Inserted.class);
    desk.simulated.raise(new ReaderFault.MuteCard(), new Trigger.AtByte(5));
    desk.expect(CardEvent.Mute.class);
  }

  @Test
  void theSameCardIsPulledAndPutBackAtATime() {
    desk.simulated.insert(MARIE);
    desk.expect(CardEvent.Inserted.class);
    desk.simulated.raise(new ReaderFault.Swapped(""), new Trigger.After(Duration.ofMillis(50)));
    desk.expect(CardEvent.Swapped.class);
    assertThat(desk.read()).isInstanceOf(CardReading.Vitale.class);
  }

  @Test
  void anotherCardBetweenTwoLooksIsASwapEvenIfTheReaderSaysNothing() {
    desk.simulated.insert(MARIE);
    desk.expect(CardEvent.Inserted.class);
    desk.simulated.raise(new ReaderFault.Swapped("claire"));
    assertThat(desk.expect(CardEvent.Swapped.class).kind()).isEqualTo(CardKind.VITALE);
    assertThat(desk.read()).isInstanceOf(CardReading.Vitale.class);
  }

  @Test
  void aPulledPlugIsToldAtOnceAndTheReaderComesBackByItself() {
    desk.simulated.insert(MARIE);
    desk.expect(CardEvent.Inserted.class);
    long begin = System.nanoTime();
    desk.simulated.raise(new ReaderFault.Unplugged(Duration.ofMillis(300)));
    desk.expect(CardEvent.ReaderDown.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(500));
    assertThat(desk.read()).isEqualTo(new CardReading.Failed(CardException.Reason.READER_DOWN));
    CardEvent event = desk.next();
    while (!(event instanceof CardEvent.Inserted)) {
      event = desk.next();
    }
    assertThat(desk.read()).isInstanceOf(CardReading.Vitale.class);
  }

  @Test
  void aCardThatWentMuteIsMuteUntilItIsMovedAgain() {
    desk.simulated.raise(new ReaderFault.MuteCard());
    desk.simulated.insert(MARIE);
    desk.expect(CardEvent.Mute.class);
    desk.simulated.clear();
    desk.simulated.remove();
    desk.expect(CardEvent.Removed.class);
    desk.simulated.insert(MARIE);
    desk.expect(CardEvent.Inserted.class);
  }

  private String converse(CountingCard card) {
    card.commands.set(0);
    return desk.driver
        .converse(channel -> channel.transmit(CommandApdu.of(0, 0xCA, 0, 0, 1)))
        .orTimeout(20, TimeUnit.SECONDS)
        .handle((ResponseApdu answer, Throwable failure) -> word(answer, failure))
        .join();
  }

  private static String word(ResponseApdu answer, Throwable failure) {
    return failure instanceof CardException e
        ? e.reason().name()
        : Bytes.of(new byte[] {(byte) answer.sw1(), (byte) answer.sw2()}).hex();
  }
}
