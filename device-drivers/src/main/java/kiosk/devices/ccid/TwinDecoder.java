package kiosk.devices.ccid;

import java.util.Arrays;
import java.util.Optional;
import kiosk.devices.link.Bytes;

/// Cuts the bytes of a GemPC Twin's line into signals, one byte at a time, so that it does not
/// matter how they arrive.
///
/// ```
/// between frames   03 06 → header   03 15 16 → Nak   50 02, 50 03 → Movement   80–FF → TimeRequest
/// in a frame       10 header bytes, dwLength data bytes, LRC → Frame or Damage
/// ```
///
/// It never waits and never throws; after any damage it stands between frames again. A frame that
/// stops in the middle is for the caller to notice: [#inside()] stays true until [#reset()].
/// Between frames it holds nothing of the last one, which may be a person's.
public final class TwinDecoder {

  private enum Place {
    BETWEEN,
    AFTER_SYNC,
    AFTER_NAK,
    AFTER_MOVEMENT,
    IN_FRAME
  }

  private final byte[] frame = new byte[2 + CcidMessage.HEADER + CcidMessage.MAX_DATA + 1];
  private Place place = Place.BETWEEN;
  private int count;
  private int expected;

  /// Takes one byte, 0–255, and gives what it completes.
  public Optional<TwinSignal> accept(int b) {
    return switch (place) {
      case BETWEEN -> between(b);
      case AFTER_SYNC -> afterSync(b);
      case AFTER_NAK -> afterNak(b);
      case AFTER_MOVEMENT -> afterMovement(b);
      case IN_FRAME -> inFrame(b);
    };
  }

  /// Whether a frame or a pair of bytes has begun and not ended.
  public boolean inside() {
    return place != Place.BETWEEN;
  }

  /// Forgets what has begun.
  public void reset() {
    place = Place.BETWEEN;
    Arrays.fill(frame, 0, count, (byte) 0);
    count = 0;
  }

  private Optional<TwinSignal> between(int b) {
    if (b == TwinFrame.SYNC) {
      place = Place.AFTER_SYNC;
      return Optional.empty();
    }
    if (b == TwinFrame.MOVEMENT) {
      place = Place.AFTER_MOVEMENT;
      return Optional.empty();
    }
    return b >= 0x80 ? Optional.of(new TwinSignal.TimeRequest()) : damage(TwinSignal.Kind.STRAY);
  }

  private Optional<TwinSignal> afterSync(int b) {
    return switch (b) {
      case TwinFrame.ACK -> begin();
      case TwinFrame.NAK -> {
        place = Place.AFTER_NAK;
        yield Optional.empty();
      }
      // The first 03 was the stray one: this may be the frame's.
      case TwinFrame.SYNC -> Optional.of(new TwinSignal.Damage(TwinSignal.Kind.STRAY));
      default -> damage(TwinSignal.Kind.STRAY);
    };
  }

  private Optional<TwinSignal> begin() {
    place = Place.IN_FRAME;
    frame[0] = TwinFrame.SYNC;
    frame[1] = TwinFrame.ACK;
    count = 2;
    expected = 2 + CcidMessage.HEADER + 1;
    return Optional.empty();
  }

  private Optional<TwinSignal> afterNak(int b) {
    if (b != (TwinFrame.SYNC ^ TwinFrame.NAK)) {
      return damage(TwinSignal.Kind.WRONG_LRC);
    }
    place = Place.BETWEEN;
    return Optional.of(new TwinSignal.Nak());
  }

  private Optional<TwinSignal> afterMovement(int b) {
    if (b != TwinFrame.GONE && b != TwinFrame.PRESENT) {
      return damage(TwinSignal.Kind.STRAY);
    }
    place = Place.BETWEEN;
    return Optional.of(new TwinSignal.Movement(b == TwinFrame.PRESENT));
  }

  private Optional<TwinSignal> inFrame(int b) {
    frame[count++] = (byte) b;
    if (count == 7) {
      long length = at(3) | at(4) << 8 | at(5) << 16 | (long) at(6) << 24;
      if (length > CcidMessage.MAX_DATA) {
        return damage(TwinSignal.Kind.TOO_LONG);
      }
      expected += (int) length;
    }
    if (count < expected) {
      return Optional.empty();
    }
    if (TwinFrame.lrc(frame, expected) != 0) {
      return damage(TwinSignal.Kind.WRONG_LRC);
    }
    Bytes data = Bytes.of(frame, 2 + CcidMessage.HEADER, expected - 1);
    CcidMessage message = new CcidMessage(at(2), at(7), at(8), at(9), at(10), at(11), data);
    reset();
    return Optional.of(new TwinSignal.Frame(message));
  }

  private Optional<TwinSignal> damage(TwinSignal.Kind kind) {
    reset();
    return Optional.of(new TwinSignal.Damage(kind));
  }

  private int at(int index) {
    return frame[index] & 0xFF;
  }
}
