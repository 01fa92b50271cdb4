package kiosk.devices.apdu;

import java.util.List;

/// The rate of a card's line as TA1 and PPS1 code it (ISO/IEC 7816-3, section 8.3, tables 7 and 8).
///
/// @param fi clock rate conversion integer Fi
/// @param di baud rate adjustment integer Di
public record BitRate(int fi, int di) {

  private static final List<Integer> FI =
      List.of(372, 372, 558, 744, 1116, 1488, 1860, 0, 0, 512, 768, 1024, 1536, 2048, 0, 0);
  private static final List<Integer> DI =
      List.of(0, 1, 2, 4, 8, 16, 32, 64, 12, 20, 0, 0, 0, 0, 0, 0);

  /// Fi = 372, Di = 1: what holds during the answer to reset.
  public static final BitRate INITIAL = new BitRate(372, 1);

  /// Decodes TA1 or PPS1; a code reserved for future use counts as the initial rate.
  public static BitRate of(int coded) {
    int fi = FI.get(coded >> 4 & 0x0F);
    int di = DI.get(coded & 0x0F);
    return fi == 0 || di == 0 ? INITIAL : new BitRate(fi, di);
  }

  /// How long `characters` characters take, in nanoseconds.
  ///
  /// @param clock the card's clock in hertz
  /// @param etu elementary time units a character takes: 12 in T=0, 11 in T=1
  public long nanosFor(int characters, int clock, int etu) {
    return characters * (etu * 1_000_000_000L) * fi / di / clock;
  }

  /// Bits a second at this clock.
  public int baud(int clock) {
    return (int) ((long) clock * di / fi);
  }
}
