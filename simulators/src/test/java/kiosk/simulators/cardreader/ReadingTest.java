package kiosk.simulators.cardreader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import kiosk.devices.apdu.CommandApdu;
import kiosk.devices.apdu.ResponseApdu;
import kiosk.devices.cardreader.CardEvent;
import kiosk.devices.cardreader.CardException;
import kiosk.devices.cardreader.CardKind;
import kiosk.devices.link.Bytes;
import kiosk.devices.vitale.CardPerson;
import kiosk.devices.vitale.CardReading;
import kiosk.simulators.persona.Deck;
import kiosk.simulators.persona.Persona;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The driver and the reading of cards, against the simulated reader.
class ReadingTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void everybodyOfTheDeckIsReadAsTheyAre(ReaderProfile profile) {
    try (Desk desk = new Desk(folder.resolve("tty"), profile, false)) {
      for (Persona persona : Deck.all()) {
        desk.simulated.insert(persona);
        assertThat(desk.expect(CardEvent.Inserted.class).kind()).isEqualTo(CardKind.VITALE);
        assertThat(people(desk.read())).as(persona.label()).isEqualTo(people(persona));
        desk.simulated.remove();
        desk.expect(CardEvent.Removed.class);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"vitale-1, VITALE_1", "cps, PROFESSIONAL", "bank, FOREIGN", "foreign, FOREIGN"})
  void aCardThatIsNoCarteVitaleIsNamed(String card, CardKind kind) {
    try (Desk desk = new Desk(folder.resolve("tty"), ReaderProfile.GEMPC_TWIN, false)) {
      desk.simulated.insert(card);
      assertThat(desk.expect(CardEvent.Inserted.class).kind()).isEqualTo(kind);
      assertThat(desk.read()).isEqualTo(new CardReading.OtherCard(kind));
    }
  }

  @Test
  void aMuteCardIsToldOnceAndTheNextCardIsRead() {
    try (Desk desk = new Desk(folder.resolve("tty"), ReaderProfile.GEMPC_TWIN, false)) {
      desk.simulated.insert("mute");
      desk.expect(CardEvent.Mute.class);
      assertThat(desk.read()).isEqualTo(new CardReading.Failed(CardException.Reason.MUTE));
      desk.simulated.insert(Deck.all().getFirst());
      CardEvent next = desk.next();
      assertThat(next instanceof CardEvent.Removed ? desk.next() : next)
          .isEqualTo(new CardEvent.Inserted(CardKind.VITALE));
      assertThat(desk.read()).isInstanceOf(CardReading.Vitale.class);
    }
  }

  @Test
  void withoutACardThereIsNothingToRead() {
    try (Desk desk = new Desk(folder.resolve("tty"), ReaderProfile.GEMPC_TWIN, false)) {
      assertThat(desk.read()).isEqualTo(new CardReading.Failed(CardException.Reason.NO_CARD));
    }
  }

  @Test
  void aCardOfTheOtherProtocolAnswersInSeveralBlocksAfterAskingForTime() {
    CommandApdu longSelect =
        CommandApdu.of(0, 0xA4, 4, 0, Bytes.ofHex("315041592E5359532E4444463031"));
    CommandApdu longerThanABlock = CommandApdu.of(0, 0xDA, 0, 0, Bytes.of(new byte[80]));
    try (Desk desk = new Desk(folder.resolve("tty"), ReaderProfile.GEMPC_TWIN, false)) {
      desk.simulated.insert("bank");
      desk.expect(CardEvent.Inserted.class);
      List<ResponseApdu> answers =
          desk.driver
              .converse(card -> List.of(card.transmit(longSelect), card.transmit(longerThanABlock)))
              .orTimeout(20, TimeUnit.SECONDS)
              .join();
      assertThat(answers)
          .containsExactly(
              new ResponseApdu(Bytes.of(new byte[100]), 0x9000),
              new ResponseApdu(Bytes.EMPTY, 0x6A82));
    }
  }

  private static List<String> people(CardReading reading) {
    assertThat(reading).isInstanceOf(CardReading.Vitale.class);
    CardReading.Vitale card = (CardReading.Vitale) reading;
    List<CardPerson> all = new ArrayList<>(card.beneficiaries());
    all.addFirst(card.holder());
    return all.stream()
        .map(p -> String.join("/", p.nir(), p.surname(), p.givenName(), p.birthDate()))
        .toList();
  }

  private static List<String> people(Persona persona) {
    List<Persona.OnCard> all = new ArrayList<>(persona.beneficiaries());
    all.addFirst(persona.holder());
    return all.stream()
        .map(p -> String.join("/", p.nir(), p.surname(), p.givenName(), p.birthDate()))
        .toList();
  }
}
