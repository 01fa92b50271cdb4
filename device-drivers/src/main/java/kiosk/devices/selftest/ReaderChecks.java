package kiosk.devices.selftest;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kiosk.devices.apdu.CommandApdu;
import kiosk.devices.cardreader.CardChannel;
import kiosk.devices.cardreader.CardConversation;
import kiosk.devices.cardreader.CardEvent;
import kiosk.devices.cardreader.CardException;
import kiosk.devices.cardreader.CardReader;
import kiosk.devices.cardreader.GemPcTwin;
import kiosk.devices.link.Bytes;
import kiosk.devices.link.LinkException;
import kiosk.devices.link.LinkOpener;

/// What a card reader must do, with or without a card in it.
final class ReaderChecks {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration CONVERSATION = Duration.ofSeconds(10);

  private static final CommandApdu SELECT_MF =
      CommandApdu.of(0x00, 0xA4, 0x00, 0x00, Bytes.ofHex("3F 00"));

  private final LinkOpener opener;

  private ReaderChecks(LinkOpener opener) {
    this.opener = opener;
  }

  static List<Check> of(LinkOpener opener) {
    ReaderChecks checks = new ReaderChecks(opener);
    return List.of(
        new Check("reader: its line opens", checks::opens),
        new Check("reader: answers and names its firmware", checks::answers),
        new Check("reader: ends a conversation within its deadline", checks::converses),
        new Check("reader: answers again after its line was opened anew", checks::answersAgain),
        new Check("reader: a card in the slot is powered or named mute", checks::powers),
        new Check("reader: holds five conversations one after the other", checks::conversesOften),
        new Check("reader: carries twenty commands to a card that is there", checks::carries),
        new Check("reader: its line opens ten times in a row", checks::opensOften));
  }

  private void opens() throws DeviceFailure {
    try {
      opener.open().close();
    } catch (LinkException e) {
      throw new DeviceFailure(e);
    }
  }

  private void answers() throws DeviceFailure {
    BlockingQueue<CardEvent> events = new LinkedBlockingQueue<>();
    try (CardReader _ = GemPcTwin.open(opener, events::add)) {
      if (up(events).firmware().isBlank()) {
        throw new DeviceFailure("its firmware has no name");
      }
    }
  }

  private void answersAgain() throws DeviceFailure {
    answers();
    answers();
  }

  private void opensOften() throws DeviceFailure {
    for (int i = 0; i < 10; i++) {
      opens();
    }
  }

  private void conversesOften() throws DeviceFailure {
    for (int i = 0; i < 5; i++) {
      converses();
    }
  }

  /// Every answer counts, also one that refuses: the card was reached.
  private void carries() throws DeviceFailure {
    converse(
        card -> {
          for (int i = 0; i < 20; i++) {
            card.transmit(SELECT_MF);
          }
          return card.atr();
        });
  }

  private void converses() throws DeviceFailure {
    converse(CardChannel::atr);
  }

  private void converse(CardConversation<Bytes> conversation) throws DeviceFailure {
    BlockingQueue<CardEvent> events = new LinkedBlockingQueue<>();
    try (CardReader reader = GemPcTwin.open(opener, events::add)) {
      up(events);
      reader.converse(conversation).get(CONVERSATION.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      noCardIsNoFault(e);
    } catch (TimeoutException e) {
      throw new DeviceFailure("a conversation did not end in " + CONVERSATION.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void noCardIsNoFault(ExecutionException e) throws DeviceFailure {
    boolean expected =
        e.getCause() instanceof CardException card
            && (card.reason() == CardException.Reason.NO_CARD
                || card.reason() == CardException.Reason.MUTE
                || card.reason() == CardException.Reason.REMOVED);
    if (!expected) {
      throw new DeviceFailure("a conversation failed: " + e.getCause());
    }
  }

  /// Without a card there is nothing to say after the greeting.
  private void powers() throws DeviceFailure {
    BlockingQueue<CardEvent> events = new LinkedBlockingQueue<>();
    try (CardReader _ = GemPcTwin.open(opener, events::add)) {
      up(events);
      CardEvent next = events.poll(2, TimeUnit.SECONDS);
      if (next instanceof CardEvent.ReaderDown(String cause)) {
        throw new DeviceFailure("went down: " + cause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static CardEvent.ReaderUp up(BlockingQueue<CardEvent> events) throws DeviceFailure {
    try {
      CardEvent event = events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return switch (event) {
        case CardEvent.ReaderUp up -> up;
        case CardEvent.ReaderDown(String cause) -> throw new DeviceFailure(cause);
        case null ->
            throw new DeviceFailure(
                "no answer within " + PATIENCE.toSeconds() + " s: off, mute or unplugged");
        case CardEvent.Inserted _, CardEvent.Mute _, CardEvent.Swapped _, CardEvent.Removed _ ->
            throw new DeviceFailure("spoke of a card before it greeted");
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeviceFailure("interrupted");
    }
  }
}
