package kiosk.simulators.cardreader;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import kiosk.devices.ccid.CcidMessage;
import kiosk.devices.ccid.TwinDecoder;
import kiosk.devices.ccid.TwinFrame;
import kiosk.devices.ccid.TwinSignal;
import kiosk.devices.link.Bytes;
import kiosk.devices.link.LinkException;
import kiosk.simulators.line.PacedLine;
import kiosk.simulators.scenario.ReaderFault;
import kiosk.simulators.scenario.ReaderFault.Kind;
import kiosk.simulators.scenario.ReaderFault.Point;

/// One reader on one line from plug to unplug: echo, movements, replies, and what goes wrong with
/// them.
final class Conversation {

  private static final Duration FOR_EVER = Duration.ofHours(1);
  private static final Duration FRAME_GAP = Duration.ofMillis(200);
  private static final Duration BETWEEN_TIME_REQUESTS = Duration.ofMillis(200);
  private static final int TIME_REQUESTS = 5;
  private static final int TIME_REQUESTS_WITHOUT_END = 60;
  private static final Duration BETWEEN_BYTES = Duration.ofMillis(2);
  private static final Duration TOO_LATE = Duration.ofSeconds(1);

  private static final Set<Kind> UNECHOED = EnumSet.of(Kind.NO_ECHO, Kind.SILENT);

  private static final byte[] TIME_REQUEST = {(byte) 0xA0};
  private static final byte[] STRAY = {0x41};
  private static final byte[] STRAY_SYNC = {0x03};

  private final PacedLine line;
  private final TwinVoice voice;
  private final Bay bay;
  private final TwinFirmware firmware;
  private final boolean echo;
  private final Consumer<ReaderFault> strike;
  private final TwinDecoder decoder = new TwinDecoder();
  private final Queue<Boolean> untold = new ArrayDeque<>();

  /// @param strike raises a fault whose byte or command has come
  Conversation(
      PacedLine line,
      TwinVoice voice,
      Bay bay,
      ReaderProfile profile,
      Consumer<ReaderFault> strike) {
    this.line = line;
    this.voice = voice;
    this.bay = bay;
    this.firmware = bay.firmware(profile);
    this.echo = profile.echo();
    this.strike = strike;
  }

  /// Answers until the line is closed.
  void serve() throws LinkException {
    byte[] received = new byte[512];
    while (true) {
      Duration patience = decoder.inside() ? FRAME_GAP : FOR_EVER;
      int count = line.read(received, 0, received.length, patience);
      if (count == 0) {
        decoder.reset();
      }
      for (int i = 0; i < count; i++) {
        bay.faults().byteCame().forEach(strike);
        Optional<TwinSignal> signal = decoder.accept(received[i] & 0xFF);
        if (signal.isPresent()) {
          hear(signal.get(), line.receivedAt());
        }
      }
    }
  }

  /// Tells of a card that went in or out: at once, or with the next reply.
  void moved(boolean present) {
    voice.hold();
    try {
      if (bay.with(firmware::tellsMovementsWithReplies)) {
        untold.add(present);
      } else {
        voice.say(System.nanoTime(), TwinFrame.movement(present));
      }
    } catch (LinkException e) {
      // The line is gone: whoever opens it next looks into the slot first.
      untold.clear();
    } finally {
      voice.release();
    }
  }

  private void hear(TwinSignal signal, long at) throws LinkException {
    switch (signal) {
      case TwinSignal.Frame(CcidMessage command) -> {
        voice.hold();
        try {
          exchange(command, at);
        } finally {
          voice.release();
        }
      }
      case TwinSignal.Damage(TwinSignal.Kind kind) -> {
        if (kind != TwinSignal.Kind.STRAY) {
          voice.say(at, TwinFrame.nak());
        }
      }
      case TwinSignal.Movement _, TwinSignal.Nak _, TwinSignal.TimeRequest _ -> {
        // Only readers say such things: noise.
      }
    }
  }

  private void exchange(CcidMessage command, long at) throws LinkException {
    bay.faults().commandCame(command.type()).forEach(strike);
    Optional<Kind> fault = bay.faults().strike(command.type());
    if (bay.faults().pulls(command.type(), Point.BEFORE)) {
      pull(at);
    }
    long now = echo(command, fault, at);
    while (!untold.isEmpty()) {
      now = voice.say(now, TwinFrame.movement(untold.remove()));
    }
    if (fault.equals(Optional.of(Kind.NAK))) {
      voice.say(now, TwinFrame.nak());
      return;
    }
    // With this command, even if another is wished for while its reply is on the way.
    boolean pulledAfter = bay.faults().pulls(command.type(), Point.AFTER);
    TwinFirmware.Reply reply = bay.answer(firmware, command, fault);
    now += line.paced() ? reply.cardNanos() : 0;
    voice.waitUntil(now);
    CcidMessage message = bay.afterwards(firmware, command, reply.message());
    if (fault.isEmpty()) {
      voice.say(now, message);
    } else {
      misspeak(now, message, fault.get());
    }
    if (pulledAfter) {
      pull(System.nanoTime());
    }
  }

  private void pull(long at) throws LinkException {
    bay.put(Optional.empty());
    voice.say(at, TwinFrame.movement(false));
  }

  private long echo(CcidMessage command, Optional<Kind> fault, long at) throws LinkException {
    if (fault.equals(Optional.of(Kind.MOVEMENT_FIRST))) {
      voice.say(at, TwinFrame.movement(true));
    }
    if (!echo || fault.filter(UNECHOED::contains).isPresent()) {
      return at;
    }
    boolean altered = fault.equals(Optional.of(Kind.ALTERED_ECHO));
    return voice.say(at, altered ? with(command, 2, command.data()) : command);
  }

  /// Says a reply as the fault has it.
  private void misspeak(long now, CcidMessage reply, Kind fault) throws LinkException {
    byte[] frame = TwinFrame.encode(reply);
    switch (fault) {
      case WRONG_LRC ->
          voice.say(now, with(frame, frame.length - 1, (byte) (frame[frame.length - 1] ^ 0x5A)));
      case TRUNCATED -> voice.say(now, Arrays.copyOf(frame, frame.length / 2));
      case STRAY_BYTE -> voice.say(voice.say(now, STRAY), frame);
      case STRAY_SYNC -> voice.say(voice.say(now, STRAY_SYNC), frame);
      case LOST_REPLY, SILENT -> {
        // Nothing is said.
      }
      case LATE_REPLY -> sayLate(frame);
      case ABSURD_LENGTH -> voice.say(now, with(frame, 6, (byte) 0x7F));
      case STALE_REPLY -> voice.say(voice.say(now, aged(reply)), frame);
      case WRONG_SEQUENCE -> voice.say(now, aged(reply));
      case WRONG_SLOT -> voice.say(now, slot(reply));
      case WRONG_TYPE -> voice.say(now, type(reply));
      case TIME_REQUESTS -> {
        askForTime(TIME_REQUESTS);
        voice.say(System.nanoTime(), frame);
      }
      case TIME_WITHOUT_END -> askForTime(TIME_REQUESTS_WITHOUT_END);
      case FALSE_MOVEMENT -> voice.say(voice.say(now, TwinFrame.movement(true)), frame);
      case MOVEMENT_INSIDE -> sayAroundMovement(now, frame);
      case MOVEMENT_LAST -> voice.say(voice.say(now, frame), TwinFrame.movement(true));
      case SPLIT -> sayBytewise(frame);
      case NO_ECHO,
          ALTERED_ECHO,
          NAK,
          NAK_THRICE,
          NAK_ALWAYS,
          MOVEMENT_FIRST,
          PARITY,
          PROCEDURE_BYTE,
          BUSY,
          CARD_PROTOCOL,
          WRONG_LENGTH ->
          voice.say(now, frame);
    }
  }

  private static byte[] with(byte[] frame, int position, byte altered) {
    byte[] copy = frame.clone();
    copy[position] = altered;
    return copy;
  }

  private void sayLate(byte[] frame) throws LinkException {
    voice.rest(TOO_LATE);
    voice.say(System.nanoTime(), frame);
  }

  private void sayAroundMovement(long now, byte[] frame) throws LinkException {
    int middle = frame.length / 2;
    long half = voice.say(now, Arrays.copyOf(frame, middle));
    long moved = voice.say(half, TwinFrame.movement(true));
    voice.say(moved, Arrays.copyOfRange(frame, middle, frame.length));
  }

  private void sayBytewise(byte[] frame) throws LinkException {
    for (byte b : frame) {
      voice.say(System.nanoTime(), new byte[] {b});
      voice.rest(BETWEEN_BYTES);
    }
  }

  private void askForTime(int times) throws LinkException {
    for (int i = 0; i < times; i++) {
      voice.rest(BETWEEN_TIME_REQUESTS);
      voice.say(System.nanoTime(), TIME_REQUEST);
    }
  }

  private static CcidMessage with(CcidMessage m, int first, Bytes data) {
    return new CcidMessage(m.type(), m.slot(), m.sequence(), first, m.second(), m.third(), data);
  }

  private static CcidMessage aged(CcidMessage m) {
    int before = (m.sequence() + 0xFF) & 0xFF;
    return new CcidMessage(m.type(), m.slot(), before, m.first(), m.second(), m.third(), m.data());
  }

  private static CcidMessage slot(CcidMessage m) {
    return new CcidMessage(m.type(), 1, m.sequence(), m.first(), m.second(), m.third(), m.data());
  }

  private static CcidMessage type(CcidMessage m) {
    int other = m.type() == 0x81 ? 0x80 : 0x81;
    return new CcidMessage(
        other, m.slot(), m.sequence(), m.first(), m.second(), m.third(), m.data());
  }
}
