package kiosk.devices.ccid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import kiosk.devices.link.Bytes;

/// Bugs that a decoder of this wire could have, planted around the right one. The check of the
/// decoder must see every one of them, or it checks nothing.
enum PlantedBug {
  /// The LRC is not looked at, as in a driver that is in wide use.
  LRC_IGNORED {
    @Override
    List<TwinSignal> decode(byte[] bytes) {
      return new Parts(bytes) {
        @Override
        void frame(int from, int to) {
          bytes[to - 1] = 0;
          bytes[to - 1] = (byte) TwinFrame.lrc(slice(from, to), to - from);
          super.frame(from, to);
        }
      }.decode();
    }
  },
  /// The LRC is taken without the `03 06` before the message.
  LRC_WITHOUT_SYNC {
    @Override
    List<TwinSignal> decode(byte[] bytes) {
      return new Parts(bytes) {
        @Override
        void frame(int from, int to) {
          bytes[to - 1] ^= 0x03 ^ 0x06;
          super.frame(from, to);
        }
      }.decode();
    }
  },
  /// Only the low byte of the length counts.
  LENGTH_OF_ONE_BYTE {
    @Override
    List<TwinSignal> decode(byte[] bytes) {
      return new Parts(bytes) {
        @Override
        int length(int from) {
          return bytes[from + 3] & 0xFF;
        }
      }.decode();
    }
  },
  /// The length counts the LRC too.
  LENGTH_ONE_TOO_FEW {
    @Override
    List<TwinSignal> decode(byte[] bytes) {
      return new Parts(bytes) {
        @Override
        int length(int from) {
          return super.length(from) - 1;
        }
      }.decode();
    }
  },
  /// The slot is not read.
  SLOT_NOT_READ {
    @Override
    List<TwinSignal> decode(byte[] bytes) {
      return mapFrames(
          bytes,
          m ->
              new CcidMessage(
                  m.type(), 0, m.sequence(), m.first(), m.second(), m.third(), m.data()));
    }
  },
  /// The error is not read.
  ERROR_NOT_READ {
    @Override
    List<TwinSignal> decode(byte[] bytes) {
      return mapFrames(
          bytes,
          m ->
              new CcidMessage(m.type(), m.slot(), m.sequence(), m.first(), 0, m.third(), m.data()));
    }
  },
  /// The last byte of the data is lost.
  DATA_CUT {
    @Override
    List<TwinSignal> decode(byte[] bytes) {
      return mapFrames(
          bytes,
          m ->
              new CcidMessage(
                  m.type(),
                  m.slot(),
                  m.sequence(),
                  m.first(),
                  m.second(),
                  m.third(),
                  m.data().slice(0, Math.max(0, m.data().length() - 1))));
    }
  },
  /// Every movement is an insertion.
  NEVER_REMOVED {
    @Override
    List<TwinSignal> decode(byte[] bytes) {
      return map(bytes, s -> s instanceof TwinSignal.Movement ? new TwinSignal.Movement(true) : s);
    }
  },
  /// Time requests are not heard.
  DEAF_TO_TIME_REQUESTS {
    @Override
    List<TwinSignal> decode(byte[] bytes) {
      return map(
          bytes,
          s ->
              s instanceof TwinSignal.TimeRequest
                  ? new TwinSignal.Damage(TwinSignal.Kind.STRAY)
                  : s);
    }
  },
  /// A refusal is taken for damage.
  REFUSAL_NOT_KNOWN {
    @Override
    List<TwinSignal> decode(byte[] bytes) {
      return map(
          bytes,
          s -> s instanceof TwinSignal.Nak ? new TwinSignal.Damage(TwinSignal.Kind.STRAY) : s);
    }
  },
  /// The byte after damage is swallowed.
  SWALLOWS_AFTER_DAMAGE {
    @Override
    List<TwinSignal> decode(byte[] bytes) {
      TwinDecoder decoder = new TwinDecoder();
      List<TwinSignal> signals = new ArrayList<>();
      boolean swallow = false;
      for (byte b : bytes) {
        if (!swallow) {
          decoder.accept(b & 0xFF).ifPresent(signals::add);
        }
        swallow = !swallow && last(signals) instanceof TwinSignal.Damage && !decoder.inside();
      }
      return signals;
    }
  },
  /// A frame that is not whole when the bytes stop for a moment is thrown away.
  FORGETS_SPLIT_FRAMES {
    @Override
    List<TwinSignal> decode(byte[] bytes) {
      TwinDecoder decoder = new TwinDecoder();
      List<TwinSignal> signals = new ArrayList<>();
      for (int i = 0; i < bytes.length; i++) {
        if (i % 16 == 0) {
          decoder.reset();
        }
        decoder.accept(bytes[i] & 0xFF).ifPresent(signals::add);
      }
      return signals;
    }
  };

  /// What the decoder with this bug makes of the bytes.
  abstract List<TwinSignal> decode(byte[] bytes);

  /// What the decoder that some bugs are planted in makes of the bytes without them.
  static List<TwinSignal> sound(byte[] bytes) {
    return new Parts(bytes).decode();
  }

  private static List<TwinSignal> map(byte[] bytes, UnaryOperator<TwinSignal> change) {
    TwinDecoder decoder = new TwinDecoder();
    List<TwinSignal> signals = new ArrayList<>();
    for (byte b : bytes) {
      decoder.accept(b & 0xFF).map(change).ifPresent(signals::add);
    }
    return signals;
  }

  private static List<TwinSignal> mapFrames(byte[] bytes, UnaryOperator<CcidMessage> change) {
    return map(
        bytes,
        s ->
            s instanceof TwinSignal.Frame(CcidMessage m)
                ? new TwinSignal.Frame(change.apply(m))
                : s);
  }

  private static TwinSignal last(List<TwinSignal> signals) {
    return signals.isEmpty() ? new TwinSignal.Nak() : signals.getLast();
  }

  /// A decoder that works on the whole, so that one of its steps can be done wrong.
  private static class Parts {

    final byte[] bytes;
    private final List<TwinSignal> signals = new ArrayList<>();

    Parts(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    List<TwinSignal> decode() {
      TwinDecoder between = new TwinDecoder();
      int at = 0;
      while (at < bytes.length) {
        boolean begins =
            !between.inside() && at + 13 <= bytes.length && bytes[at] == 3 && bytes[at + 1] == 6;
        int length = begins ? length(at) : -1;
        if (begins
            && length >= 0
            && length <= CcidMessage.MAX_DATA
            && at + 13 + length <= bytes.length) {
          frame(at, at + 13 + length);
          at += 13 + length;
        } else {
          between.accept(bytes[at++] & 0xFF).ifPresent(signals::add);
        }
      }
      return signals;
    }

    int length(int from) {
      return (bytes[from + 3] & 0xFF)
          | (bytes[from + 4] & 0xFF) << 8
          | (bytes[from + 5] & 0xFF) << 16;
    }

    void frame(int from, int to) {
      boolean right = TwinFrame.lrc(slice(from, to), to - from) == 0;
      int[] h = new int[12];
      for (int i = 0; i < 12; i++) {
        h[i] = bytes[from + i] & 0xFF;
      }
      signals.add(
          right
              ? new TwinSignal.Frame(
                  new CcidMessage(
                      h[2], h[7], h[8], h[9], h[10], h[11], Bytes.of(bytes, from + 12, to - 1)))
              : new TwinSignal.Damage(TwinSignal.Kind.WRONG_LRC));
    }

    byte[] slice(int from, int to) {
      return Arrays.copyOfRange(bytes, from, to);
    }
  }
}
