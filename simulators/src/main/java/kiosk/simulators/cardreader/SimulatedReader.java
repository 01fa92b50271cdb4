package kiosk.simulators.cardreader;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import kiosk.devices.link.ByteLink;
import kiosk.devices.link.LinkException;
import kiosk.simulators.card.Cards;
import kiosk.simulators.card.CarteVitale;
import kiosk.simulators.card.SimulatedCard;
import kiosk.simulators.line.LineRate;
import kiosk.simulators.line.PacedLine;
import kiosk.simulators.line.Pty;
import kiosk.simulators.persona.Persona;
import kiosk.simulators.scenario.ReaderFault;
import kiosk.simulators.scenario.Trigger;

/// A simulated GemPC Twin on a pseudo-terminal, for any driver that speaks its protocol.
///
/// One platform thread answers the line. The methods may be called from any thread; each has had
/// its effect when it returns.
public final class SimulatedReader implements AutoCloseable {

  private final Path link;
  private final ReaderProfile profile;
  private final LineRate rate;
  private final UnaryOperator<ByteLink> watch;
  private final Bay bay = new Bay();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile Duration away = Duration.ZERO;
  private volatile Pty pty;
  private volatile Conversation conversation;

  private SimulatedReader(
      Path link, ReaderProfile profile, boolean paced, UnaryOperator<ByteLink> watch) {
    this.link = link;
    this.profile = profile;
    this.watch = watch;
    this.rate = paced ? LineRate.READER_115200_8N2 : LineRate.UNPACED;
    this.pty = Pty.open(link);
    this.conversation = converse();
    this.thread = Thread.ofPlatform().daemon().name("simulated-reader").unstarted(this::run);
  }

  /// Makes the pseudo-terminal and answers on it.
  ///
  /// @param link where the symbolic link to the port is made
  /// @param paced whether bytes take the time of the line (115200 baud, 8N2) and of the card's line
  ///     behind it
  /// @throws UncheckedIOException when the link cannot be made
  public static SimulatedReader start(Path link, ReaderProfile profile, boolean paced) {
    return start(new SimulatedReader(link, profile, paced, UnaryOperator.identity()));
  }

  /// A paced GemPC Twin.
  public static SimulatedReader start(Path link) {
    return start(link, ReaderProfile.GEMPC_TWIN, true);
  }

  /// A paced GemPC Twin.
  ///
  /// @param watch gets the reader's side of the line whenever it is plugged in, and gives what the
  ///     reader is to use in its place
  public static SimulatedReader start(Path link, UnaryOperator<ByteLink> watch) {
    return start(new SimulatedReader(link, ReaderProfile.GEMPC_TWIN, true, watch));
  }

  private static SimulatedReader start(SimulatedReader reader) {
    reader.thread.start();
    return reader;
  }

  /// The port's path.
  public Path link() {
    return link;
  }

  /// Puts the person's card in; a card that is there comes out first.
  public void insert(Persona persona) {
    insert(new CarteVitale(persona));
  }

  /// Puts the card of this name in: a persona's id, or one of [Cards#OTHERS].
  ///
  /// @throws IllegalArgumentException when there is none
  public void insert(String name) {
    insert(card(name));
  }

  /// Puts a card in; a card that is there comes out first.
  public void insert(SimulatedCard card) {
    remove();
    bay.put(Optional.of(card));
    tell(true);
  }

  /// Pulls the card, whatever it is doing.
  public void remove() {
    if (bay.card().isPresent()) {
      bay.put(Optional.empty());
      tell(false);
    }
  }

  /// The name of the card in the slot.
  public Optional<String> inserted() {
    return bay.card().map(SimulatedCard::id);
  }

  /// Raises a fault: at once, or to happen with the command that it names.
  ///
  /// @throws IllegalArgumentException when it names a card that there is not
  public void raise(ReaderFault fault) {
    switch (fault) {
      case ReaderFault.MuteCard _ -> {
        bay.faults().add(fault);
        bay.mute(true);
      }
      case ReaderFault.Unplugged(Duration time) -> {
        away = time;
        bay.powerLost();
        pty.close();
      }
      case ReaderFault.Swapped(String name) ->
          bay.put(name.isEmpty() ? bay.card() : Optional.of(card(name)));
      case ReaderFault.OnLine _, ReaderFault.Pulled _ -> bay.faults().add(fault);
    }
  }

  /// Raises a fault with a byte or a card command from the driver, or at a time.
  ///
  /// @throws IllegalArgumentException when the trigger is none of these, or the fault names a card
  ///     that there is not
  public void raise(ReaderFault fault, Trigger trigger) {
    if (trigger.equals(Trigger.NOW)) {
      raise(fault);
      return;
    }
    if (fault instanceof ReaderFault.Swapped(String name) && !name.isEmpty()) {
      card(name);
    }
    bay.faults().arm(fault, trigger, System.nanoTime());
    if (trigger instanceof Trigger.After(Duration time)) {
      CompletableFuture.delayedExecutor(time.toNanos(), TimeUnit.NANOSECONDS)
          .execute(() -> bay.faults().due(System.nanoTime()).forEach(this::raise));
    }
  }

  /// The faults that are raised and not over.
  public List<ReaderFault> raised() {
    return bay.faults().all();
  }

  /// Takes back all faults that have not happened, and a mute card's muteness.
  public void clear() {
    bay.faults().clear();
    bay.mute(false);
  }

  /// Unplugs the reader for good; the link is gone when this returns.
  @Override
  public void close() {
    closing.countDown();
    clear();
    pty.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    pty.close();
  }

  private static SimulatedCard card(String name) {
    return Cards.find(name)
        .orElseThrow(() -> new IllegalArgumentException("no card '" + name + "'"));
  }

  private void tell(boolean present) {
    conversation.moved(present);
  }

  private Conversation converse() {
    PacedLine line = new PacedLine(watch.apply(pty), rate);
    return new Conversation(line, new TwinVoice(line, closing), bay, profile, this::raise);
  }

  private void run() {
    do {
      try {
        conversation.serve();
      } catch (LinkException e) {
        pty.close();
      }
    } while (pluggedAgain());
  }

  /// Waits as long as the reader is away.
  private boolean pluggedAgain() {
    try {
      if (closing.await(away.toNanos(), TimeUnit.NANOSECONDS)) {
        return false;
      }
    } catch (InterruptedException e) {
      return false;
    }
    pty = Pty.open(link);
    conversation = converse();
    return true;
  }
}
