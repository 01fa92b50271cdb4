package kiosk.terminal.bay;

import io.vertx.core.Future;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import kiosk.contract.Nir;
import kiosk.devices.cardreader.CardEvent;
import kiosk.devices.cardreader.CardKind;
import kiosk.devices.vitale.CardPerson;
import kiosk.devices.vitale.CardReading;
import kiosk.terminal.session.Cards;
import kiosk.terminal.visit.Event;
import kiosk.terminal.visit.ScreenModel.CardTrouble;
import kiosk.terminal.visit.State.Holder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The card reader's events as events of a visit.
///
/// The reader's listener; called on the reader's thread, hands over and returns.
public final class CardBay implements Cards, Consumer<CardEvent> {

  private static final Logger LOG = LoggerFactory.getLogger(CardBay.class);
  private static final int NIR_LENGTH = 13;

  private final Supplier<? extends CompletionStage<CardReading>> reading;
  private final Consumer<Event> visit;
  private final Consumer<Boolean> up;
  private final AtomicBoolean occupied = new AtomicBoolean();

  /// @param reading reads the card in the slot
  /// @param visit gets what happens to the card
  /// @param up is told whether the reader answers
  public CardBay(
      Supplier<? extends CompletionStage<CardReading>> reading,
      Consumer<Event> visit,
      Consumer<Boolean> up) {
    this.reading = reading;
    this.visit = visit;
    this.up = up;
  }

  @Override
  public void accept(CardEvent event) {
    switch (event) {
      case CardEvent.ReaderUp(String firmware) -> {
        LOG.atInfo().setMessage("reader.up").addKeyValue("firmware", firmware).log();
        up.accept(true);
      }
      case CardEvent.ReaderDown(String cause) -> {
        LOG.atWarn().setMessage("reader.down").addKeyValue("cause", cause).log();
        // Nobody can tell any more whether the card is there: nothing of the person may stay.
        removed();
        up.accept(false);
      }
      case CardEvent.Inserted(CardKind kind) -> inserted(trouble(kind));
      case CardEvent.Mute _ -> inserted(Optional.of(CardTrouble.MUTE));
      case CardEvent.Swapped(CardKind kind) -> {
        removed();
        inserted(trouble(kind));
      }
      case CardEvent.Removed _ -> removed();
    }
  }

  @Override
  public Future<Event.FromCard> read() {
    return Future.fromCompletionStage(reading.get())
        .map(CardBay::result)
        .otherwise(new Event.CardUnreadable(CardTrouble.UNREADABLE));
  }

  private void inserted(Optional<CardTrouble> trouble) {
    occupied.set(true);
    visit.accept(new Event.CardInserted(UUID.randomUUID(), trouble));
  }

  private void removed() {
    if (occupied.getAndSet(false)) {
      visit.accept(new Event.CardRemoved());
    }
  }

  private static Event.FromCard result(CardReading reading) {
    return switch (reading) {
      case CardReading.Vitale(CardPerson holder, _) -> holder(holder);
      case CardReading.OtherCard(CardKind kind) ->
          new Event.CardUnreadable(trouble(kind).orElse(CardTrouble.UNREADABLE));
      case CardReading.Malformed _ -> new Event.CardUnreadable(CardTrouble.UNREADABLE);
      case CardReading.Failed(var reason) ->
          new Event.CardUnreadable(
              switch (reason) {
                case MUTE -> CardTrouble.MUTE;
                case NO_CARD, REMOVED, PROTOCOL, TIMEOUT, READER_DOWN -> CardTrouble.UNREADABLE;
              });
    };
  }

  private static Event.FromCard holder(CardPerson person) {
    String number = person.nir().substring(0, Math.min(NIR_LENGTH, person.nir().length()));
    return Nir.parse(number)
        .<Event.FromCard>map(
            nir -> new Event.CardRead(new Holder(asWritten(person.givenName()), nir.number())))
        .orElseGet(() -> new Event.CardUnreadable(CardTrouble.UNREADABLE));
  }

  private static Optional<CardTrouble> trouble(CardKind kind) {
    return switch (kind) {
      case VITALE -> Optional.empty();
      case VITALE_1 -> Optional.of(CardTrouble.VITALE_1);
      case PROFESSIONAL -> Optional.of(CardTrouble.PROFESSIONAL);
      case FOREIGN -> Optional.of(CardTrouble.FOREIGN);
    };
  }

  /// `MARIE-CLAIRE` as `Marie-Claire`: a capital after anything that is not a letter.
  static String asWritten(String capitals) {
    StringBuilder written = new StringBuilder(capitals.toLowerCase(Locale.FRENCH).strip());
    boolean first = true;
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (first) {
        written.setCharAt(i, Character.toUpperCase(c));
      }
      first = !Character.isLetter(c);
    }
    return written.toString();
  }
}
