package kiosk.devices.cardreader;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import kiosk.devices.apdu.Atr;
import kiosk.devices.apdu.CommandApdu;
import kiosk.devices.apdu.ResponseApdu;
import kiosk.devices.ccid.CardPresence;
import kiosk.devices.link.ByteLink;
import kiosk.devices.link.Bytes;
import kiosk.devices.link.LinkException;
import org.jspecify.annotations.Nullable;

/// One reader on one open line, from the first command until the line breaks: what is believed of
/// the slot, and what is told when it turns out otherwise.
///
/// Used by one thread.
final class TwinSession {

  /// No conversation is longer, whatever the card does.
  private static final Duration CONVERSATION = Duration.ofSeconds(15);

  private enum Slot {
    EMPTY,
    MUTE,
    READY
  }

  private final TwinPort port;
  private final TwinSlot reader;
  private final TwinTimes times;
  private final LongSupplier nanos;
  private final Consumer<CardEvent> listener;

  private Slot believed = Slot.EMPTY;
  private Bytes answerToReset = Bytes.EMPTY;
  private @Nullable CardChannel channel;
  private boolean needsReset;

  /// @param nanos the clock of all waiting, as [System#nanoTime()]
  TwinSession(ByteLink link, TwinTimes times, LongSupplier nanos, Consumer<CardEvent> listener) {
    this.port = new TwinPort(link, times, nanos);
    this.reader = new TwinSlot(port);
    this.times = times;
    this.nanos = nanos;
    this.listener = listener;
  }

  /// Greets the reader and looks into the slot.
  void start() throws TwinFault, LinkException {
    port.drain();
    String firmware = reader.firmware();
    listener.accept(new CardEvent.ReaderUp(firmware));
    look(true);
  }

  /// Waits until something happens or the next look is due.
  void idle() throws TwinFault, LinkException {
    long begin = nanos.getAsLong();
    port.listen(times.idlePoll());
    boolean due = nanos.getAsLong() - begin >= times.idlePoll().toNanos();
    boolean moved = port.takeMovement();
    if (moved && believed == Slot.EMPTY) {
      // Most likely a card went in, and its answer to reset says so sooner than a look.
      meet();
    } else if (moved || due) {
      look(moved);
    }
  }

  /// Holds a conversation with the card in the slot, then looks whether it is still there.
  void converse(Errand<?> errand) throws TwinFault, LinkException {
    if (believed != Slot.READY) {
      errand.fail(
          believed == Slot.MUTE ? CardException.Reason.MUTE : CardException.Reason.NO_CARD,
          "no card to talk to");
      return;
    }
    try {
      CardChannel card = activated();
      needsReset =
          !errand.run(new Bounded(card, nanos, nanos.getAsLong() + CONVERSATION.toNanos()));
    } catch (CardException e) {
      needsReset = true;
      errand.answer().completeExceptionally(e);
    } finally {
      // The reader itself failed: whoever waits must not wait for ever.
      errand.fail(CardException.Reason.READER_DOWN, "the reader failed");
    }
    reader.recover();
    boolean moved = port.takeMovement();
    if (needsReset || moved) {
      look(moved);
    }
  }

  /// The channel to the card, reset first when the last conversation left it in an unknown state.
  private CardChannel activated() throws CardException, TwinFault, LinkException {
    if (needsReset) {
      channel = null;
      reader.powerOff();
      answerToReset =
          reader
              .powerOn()
              .orElseThrow(() -> new CardException(CardException.Reason.MUTE, "mute after reset"));
    }
    if (channel == null) {
      Atr atr =
          Atr.parse(answerToReset)
              .orElseThrow(
                  () ->
                      new CardException(
                          CardException.Reason.PROTOCOL, "answer to reset against the standard"));
      channel = new Activation(reader, atr).channel();
    }
    return channel;
  }

  /// Asks what is in the slot and tells what has changed.
  private void look(boolean moved) throws TwinFault, LinkException {
    switch (reader.status()) {
      case ABSENT -> leave();
      case INACTIVE -> {
        // A mute card is asked again only after it was moved.
        if (believed != Slot.MUTE || moved) {
          meet();
        }
      }
      case ACTIVE -> {
        if (believed == Slot.EMPTY) {
          meet();
        }
      }
      case UNKNOWN -> throw new TwinFault(TwinFault.Kind.DAMAGED, "slot in no known state");
    }
  }

  private void leave() {
    if (believed != Slot.EMPTY) {
      forget();
      listener.accept(new CardEvent.Removed());
    }
  }

  /// A card without power: new, changed between two looks, or still mute.
  private void meet() throws TwinFault, LinkException {
    Slot before = believed;
    Optional<Bytes> answer = reader.powerOn();
    if (answer.isEmpty() && reader.status() == CardPresence.ABSENT) {
      leave();
      return;
    }
    forget();
    believed = answer.isPresent() ? Slot.READY : Slot.MUTE;
    answerToReset = answer.orElse(Bytes.EMPTY);
    if (answer.isPresent()) {
      CardKind kind = CardKind.of(answerToReset);
      listener.accept(
          before == Slot.READY ? new CardEvent.Swapped(kind) : new CardEvent.Inserted(kind));
    } else if (before != Slot.MUTE) {
      listener.accept(new CardEvent.Mute());
    }
  }

  private void forget() {
    believed = Slot.EMPTY;
    channel = null;
    needsReset = false;
    answerToReset = Bytes.EMPTY;
  }

  /// A channel that ends with its conversation.
  private record Bounded(CardChannel card, LongSupplier nanos, long end) implements CardChannel {

    @Override
    public Bytes atr() {
      return card.atr();
    }

    @Override
    public ResponseApdu transmit(CommandApdu command) throws CardException {
      if (nanos.getAsLong() - end > 0) {
        throw new CardException(CardException.Reason.TIMEOUT, "conversation too long");
      }
      return card.transmit(command);
    }
  }

  /// A conversation that somebody waits for.
  record Errand<T>(CardConversation<T> conversation, CompletableFuture<T> answer) {

    /// Holds the conversation and passes on what comes of it.
    ///
    /// @return whether it came to its end
    private boolean run(CardChannel card) {
      try {
        answer.complete(conversation.hold(card));
        return true;
      } catch (CardException | RuntimeException e) {
        answer.completeExceptionally(e);
        return false;
      }
    }

    void fail(CardException.Reason reason, String message) {
      answer.completeExceptionally(new CardException(reason, message));
    }
  }
}
