package kiosk.terminal.bay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import kiosk.devices.cardreader.CardEvent;
import kiosk.devices.cardreader.CardException;
import kiosk.devices.cardreader.CardKind;
import kiosk.devices.vitale.CardPerson;
import kiosk.devices.vitale.CardReading;
import kiosk.terminal.visit.Event;
import kiosk.terminal.visit.ScreenModel.CardTrouble;
import kiosk.terminal.visit.State.Holder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What a visit hears of the card.
class CardBayTest {

  private final List<Event> visit = new ArrayList<>();
  private final List<Boolean> up = new ArrayList<>();
  private CompletableFuture<CardReading> reading = new CompletableFuture<>();
  private final CardBay bay = new CardBay(() -> reading, visit::add, up::add);

  @ParameterizedTest
  @CsvSource({"VITALE, ", "VITALE_1, VITALE_1", "PROFESSIONAL, PROFESSIONAL", "FOREIGN, FOREIGN"})
  void aCardThatIsOfNoUseIsNamedAtOnce(CardKind kind, CardTrouble trouble) {
    bay.accept(new CardEvent.Inserted(kind));
    assertThat(visit).singleElement().isInstanceOf(Event.CardInserted.class);
    assertThat(((Event.CardInserted) visit.getFirst()).trouble())
        .isEqualTo(Optional.ofNullable(trouble));
  }

  @Test
  void aReaderThatGoesDownTakesTheCardWithIt() {
    bay.accept(new CardEvent.ReaderUp("firmware"));
    bay.accept(new CardEvent.Inserted(CardKind.VITALE));
    bay.accept(new CardEvent.ReaderDown("unplugged"));
    assertThat(visit.getLast()).isEqualTo(new Event.CardRemoved());
    assertThat(up).containsExactly(true, false);
  }

  @Test
  void aCardIsRemovedOnceHoweverOftenItIsSaid() {
    bay.accept(new CardEvent.Removed());
    bay.accept(new CardEvent.Mute());
    bay.accept(new CardEvent.Removed());
    bay.accept(new CardEvent.ReaderDown("unplugged"));
    assertThat(visit).hasSize(2).last().isEqualTo(new Event.CardRemoved());
  }

  @Test
  void aSwapEndsOneVisitAndBeginsAnother() {
    bay.accept(new CardEvent.Inserted(CardKind.VITALE));
    bay.accept(new CardEvent.Swapped(CardKind.VITALE));
    assertThat(visit).hasSize(3).element(1).isEqualTo(new Event.CardRemoved());
    assertThat(((Event.CardInserted) visit.getFirst()).visit())
        .isNotEqualTo(((Event.CardInserted) visit.getLast()).visit());
  }

  @Test
  void thePersonIsGreetedAsPeopleWriteAndKnownByThirteenCharacters() {
    assertThat(read(person("284074410902157", "JEAN-ÉRIC D'ARC")))
        .isEqualTo(new Event.CardRead(new Holder("Jean-Éric D'Arc", "2840744109021")));
  }

  @Test
  void aNumberThatIsNoneMakesTheCardUnreadable() {
    for (String nir : List.of("", "28407441090XX57", "2840744109")) {
      assertThat(read(person(nir, "MARIE")))
          .isEqualTo(new Event.CardUnreadable(CardTrouble.UNREADABLE));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aReadingThatFailsIsAnEventToo(CardException.Reason reason) {
    CardTrouble told =
        reason == CardException.Reason.MUTE ? CardTrouble.MUTE : CardTrouble.UNREADABLE;
    assertThat(read(new CardReading.Failed(reason))).isEqualTo(new Event.CardUnreadable(told));
  }

  @Test
  void evenABugInTheReadingIsAnEvent() {
    reading.completeExceptionally(new IllegalStateException("planted"));
    assertThat(bay.read().await()).isEqualTo(new Event.CardUnreadable(CardTrouble.UNREADABLE));
  }

  private Event.FromCard read(CardReading read) {
    reading = CompletableFuture.completedFuture(read);
    return bay.read().await();
  }

  private static CardReading person(String nir, String givenName) {
    return new CardReading.Vitale(new CardPerson(nir, "CANARI", givenName, "19840731"), List.of());
  }
}
