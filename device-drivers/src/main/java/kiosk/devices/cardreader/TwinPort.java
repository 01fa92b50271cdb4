package kiosk.devices.cardreader;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import kiosk.devices.ccid.CcidMessage;
import kiosk.devices.ccid.MessageType;
import kiosk.devices.ccid.TwinDecoder;
import kiosk.devices.ccid.TwinFrame;
import kiosk.devices.ccid.TwinSignal;
import kiosk.devices.link.ByteLink;
import kiosk.devices.link.Bytes;
import kiosk.devices.link.LinkException;
import org.jspecify.annotations.Nullable;

/// The line of a GemPC Twin: one command out, its reply in. LRC, type, slot and sequence of a reply
/// must all be right; anything else is passed over as noise, and the reply is still waited for.
///
/// Used by one thread.
final class TwinPort {

  /// Stray bytes that make it sure that a frame is lost: one or two before it do no harm.
  private static final int DAMAGES = 4;

  private final ByteLink link;
  private final TwinTimes times;
  private final LongSupplier nanos;
  private final TwinDecoder decoder = new TwinDecoder();
  private final byte[] received = new byte[512];
  private int receivedFrom;
  private int receivedTo;
  private int sequence = -1;
  private boolean moved;

  /// @param nanos the clock of all waiting, as [System#nanoTime()]
  TwinPort(ByteLink link, TwinTimes times, LongSupplier nanos) {
    this.link = link;
    this.times = times;
    this.nanos = nanos;
  }

  /// Sends a command once and waits for its reply.
  ///
  /// @param first byte 7 of the command
  /// @param multiplier of the time that the reader may take before it says anything
  CcidMessage exchange(int type, int first, Bytes data, int multiplier)
      throws TwinFault, LinkException {
    sequence = (sequence + 1) & 0xFF;
    CcidMessage command = CcidMessage.command(type, sequence, first, data);
    link.write(TwinFrame.encode(command), times.write());
    return new Awaiting(command, times.reply().multipliedBy(multiplier)).await();
  }

  /// Waits for a card movement while nothing else happens; ends at a movement, at
  /// [ByteLink#wake()] or when `patience` is over.
  void listen(Duration patience) throws LinkException {
    long deadline = nanos.getAsLong() + patience.toNanos();
    Optional<TwinSignal> signal;
    do {
      signal = signal(deadline);
      signal.ifPresent(this::note);
    } while (signal.isPresent() && !moved);
    if (nanos.getAsLong() >= deadline) {
      decoder.reset();
    }
  }

  /// Whether the reader has told of a movement since the last call.
  boolean takeMovement() {
    boolean was = moved;
    moved = false;
    return was;
  }

  /// Throws away what comes, movements apart, until the line is silent.
  void drain() throws LinkException {
    long begin = nanos.getAsLong();
    long limit = begin + times.reply().toNanos();
    long silent = begin + times.silence().toNanos();
    decoder.reset();
    while (nanos.getAsLong() < Math.min(silent, limit)) {
      Optional<TwinSignal> signal = signal(Math.min(silent, limit));
      if (signal.isPresent()) {
        note(signal.get());
        silent = nanos.getAsLong() + times.silence().toNanos();
      }
    }
    decoder.reset();
  }

  private void note(TwinSignal signal) {
    if (signal instanceof TwinSignal.Movement) {
      moved = true;
    }
  }

  /// The next signal, or nothing at `deadline` or [ByteLink#wake()].
  private Optional<TwinSignal> signal(long deadline) throws LinkException {
    while (true) {
      while (receivedFrom < receivedTo) {
        int next = received[receivedFrom] & 0xFF;
        received[receivedFrom++] = 0;
        Optional<TwinSignal> signal = decoder.accept(next);
        if (signal.isPresent()) {
          return signal;
        }
      }
      long left = deadline - nanos.getAsLong();
      receivedFrom = 0;
      receivedTo = link.read(received, 0, received.length, Duration.ofNanos(Math.max(left, 0)));
      if (receivedTo == 0) {
        return Optional.empty();
      }
    }
  }

  /// The wait for one reply.
  private final class Awaiting {

    private final CcidMessage command;
    private final long cap;
    private long deadline;
    private int damages;
    private boolean askedForTime;

    Awaiting(CcidMessage command, Duration patience) {
      this.command = command;
      this.cap = nanos.getAsLong() + times.exchange().toNanos();
      this.deadline = nanos.getAsLong() + patience.toNanos();
    }

    CcidMessage await() throws TwinFault, LinkException {
      while (true) {
        boolean watch = decoder.inside() || damages >= DAMAGES;
        long silent = nanos.getAsLong() + times.silence().toNanos();
        long limit = Math.min(deadline, cap);
        Optional<TwinSignal> signal = signal(watch ? Math.min(limit, silent) : limit);
        if (signal.isPresent()) {
          @Nullable CcidMessage reply = judge(signal.get());
          if (reply != null) {
            return reply;
          }
        }
        giveUp(nanos.getAsLong(), watch && signal.isEmpty() ? silent : Long.MAX_VALUE);
      }
    }

    /// Ends the wait when a deadline has passed. A frame that has begun must go on, and so must the
    /// line after damage: `silent` is when that is no longer believed.
    private void giveUp(long now, long silent) throws TwinFault {
      if (now >= silent) {
        throw new TwinFault(TwinFault.Kind.DAMAGED, "the reply came damaged");
      }
      if (now >= cap && askedForTime) {
        throw new TwinFault(TwinFault.Kind.ENDLESS, "the reader asks for time without end");
      }
      if (now >= Math.min(deadline, cap)) {
        throw new TwinFault(TwinFault.Kind.LOST, "no reply in time");
      }
    }

    private @Nullable CcidMessage judge(TwinSignal signal) throws TwinFault {
      switch (signal) {
        case TwinSignal.Frame(CcidMessage message) -> {
          return judge(message);
        }
        case TwinSignal.Nak _ -> throw new TwinFault(TwinFault.Kind.REFUSED, "command not taken");
        case TwinSignal.TimeRequest _ -> extend(1);
        case TwinSignal.Movement _ -> note(signal);
        case TwinSignal.Damage(TwinSignal.Kind kind) ->
            damages += kind == TwinSignal.Kind.STRAY ? 1 : DAMAGES;
      }
      return null;
    }

    private @Nullable CcidMessage judge(CcidMessage message) throws TwinFault {
      if (!message.isReply()) {
        boolean mine = message.sequence() == command.sequence();
        if (mine && !message.equals(command)) {
          throw new TwinFault(TwinFault.Kind.DAMAGED, "the reader heard another command");
        }
        return null;
      }
      boolean right =
          message.type() == MessageType.replyTo(command.type())
              && message.slot() == command.slot()
              && message.sequence() == command.sequence();
      if (right && message.asksForTime()) {
        extend(Math.max(1, message.second()));
        return null;
      }
      return right ? message : null;
    }

    private void extend(int multiplier) {
      askedForTime = true;
      deadline = nanos.getAsLong() + times.reply().multipliedBy(multiplier).toNanos();
    }
  }
}
