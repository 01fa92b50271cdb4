package kiosk.devices.apdu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import kiosk.devices.link.Bytes;

/// An answer to reset (ISO/IEC 7816-3, section 8.2): what the card says of its timing and
/// protocols.
///
/// @param raw the answer as it came
/// @param inverse inverse convention (TS = 3F)
/// @param rate Fi and Di as TA1 codes them; 11 when TA1 is absent
/// @param guard extra guard time N (TC1)
/// @param specific protocol and rate are fixed and may not be negotiated (TA2)
/// @param protocols offered, the first one first; T=0 alone when none is named
/// @param waiting waiting-time integer of T=0 (TC2)
/// @param blockSize largest information field the card takes in T=1 (first TA for T=1)
/// @param blockWaiting BWI and CWI of T=1 (first TB for T=1)
/// @param crc T=1 blocks end with a CRC in place of an LRC (first TC for T=1)
/// @param historical the historical bytes
public record Atr(
    Bytes raw,
    boolean inverse,
    int rate,
    int guard,
    boolean specific,
    List<Integer> protocols,
    int waiting,
    int blockSize,
    int blockWaiting,
    boolean crc,
    Bytes historical) {

  /// TA1 of a card that says nothing: Fi = 372, Di = 1 (section 8.3).
  public static final int DEFAULT_RATE = 0x11;

  public Atr {
    protocols = List.copyOf(protocols);
  }

  /// Reads an answer to reset; nothing when its length, TS or TCK is wrong.
  public static Optional<Atr> parse(Bytes raw) {
    if (raw.length() < 2 || raw.length() > 33 || (raw.at(0) != 0x3B && raw.at(0) != 0x3F)) {
      return Optional.empty();
    }
    Interface read = new Interface(raw);
    if (!read.walk()) {
      return Optional.empty();
    }
    // TCK is there unless T=0 is the only protocol (section 8.2.5).
    boolean check = read.protocols.stream().anyMatch(t -> t != 0);
    int end = read.at + (raw.at(1) & 0x0F);
    if (raw.length() != end + (check ? 1 : 0) || (check && xorFromT0(raw) != 0)) {
      return Optional.empty();
    }
    return Optional.of(read.atr(raw.slice(read.at, end)));
  }

  /// The protocol that holds without negotiation, and that PPS keeps here: 0 or 1.
  public int firstProtocol() {
    return protocols.getFirst();
  }

  private static int xorFromT0(Bytes raw) {
    int xor = 0;
    for (int i = 1; i < raw.length(); i++) {
      xor ^= raw.at(i);
    }
    return xor;
  }

  /// The walk along TAi, TBi, TCi, TDi.
  private static final class Interface {

    private final Bytes raw;
    private int at = 2;
    private int rate = DEFAULT_RATE;
    private int guard;
    private boolean specific;
    private int waiting = 10;
    private OptionalInt blockSize = OptionalInt.empty();
    private OptionalInt blockWaiting = OptionalInt.empty();
    private boolean crc;
    private final List<Integer> protocols = new ArrayList<>();

    Interface(Bytes raw) {
      this.raw = raw;
    }

    boolean walk() {
      int present = raw.at(1) >> 4;
      int group = 1;
      int protocol = 0;
      while (present != 0) {
        if (raw.length() - at < Integer.bitCount(present)) {
          return false;
        }
        for (int which = 0; which < 3; which++) {
          if ((present >> which & 1) == 1) {
            take(group, which, protocol, raw.at(at++));
          }
        }
        if ((present & 8) == 0) {
          break;
        }
        int td = raw.at(at++);
        protocol = td & 0x0F;
        if (protocol != 15 && !protocols.contains(protocol)) {
          protocols.add(protocol);
        }
        present = td >> 4;
        group++;
      }
      if (protocols.isEmpty()) {
        protocols.add(0);
      }
      return true;
    }

    private void take(int group, int which, int protocol, int value) {
      if (group == 1) {
        rate = which == 0 ? value : rate;
        guard = which == 2 ? value : guard;
      } else if (group == 2) {
        specific |= which == 0;
        waiting = which == 2 && protocol == 0 ? value : waiting;
      } else if (protocol == 1) {
        takeT1(which, value);
      }
    }

    private void takeT1(int which, int value) {
      if (which == 0 && blockSize.isEmpty()) {
        blockSize = OptionalInt.of(value);
      } else if (which == 1 && blockWaiting.isEmpty()) {
        blockWaiting = OptionalInt.of(value);
      } else if (which == 2) {
        crc = (value & 1) == 1;
      }
    }

    Atr atr(Bytes historical) {
      return new Atr(
          raw,
          raw.at(0) == 0x3F,
          rate,
          guard,
          specific,
          protocols,
          waiting,
          blockSize.orElse(32),
          blockWaiting.orElse(0x4D),
          crc,
          historical);
    }
  }
}
