package kiosk.bench;

/// The time that the lines themselves need from power-on to the NIR, with four exchanges and the
/// card at its best rate; no software can be faster.
///
/// Reader line: 115200 baud, 11 bits a byte (8N2); a frame of the GemPC Twin has 3 bytes around the
/// 10 of CCID (rev. 1.1, section 6.1), and commands are echoed. Card line: T=0 characters of 12 etu
/// (ISO/IEC 7816-3, section 10.2), 10753 etu/s before and 43011 after PPS at 4 MHz.
final class CardFloor {

  private static final double READER_BYTES_PER_MS = 115_200 / 11.0 / 1000;
  private static final double SLOW_ETU_PER_MS = 10.753;
  private static final double FAST_ETU_PER_MS = 43.011;
  private static final int ETU_PER_CHARACTER = 12;

  /// IccPowerOn 13 bytes, echoed, and its reply with 10 bytes of ATR.
  private static final int POWER_ON_BYTES = 49;

  private static final int PPS_BYTES = 51;
  private static final int SET_PARAMETERS_BYTES = 54;

  /// SELECT MF, READ BINARY of 124 bytes, SELECT VITALE, READ BINARY of 19 bytes.
  private static final int EXCHANGE_BYTES = 373;

  private static final int EXCHANGE_CHARACTERS = 188;
  private static final int ATR_CHARACTERS = 10;

  /// Four characters each way.
  private static final int PPS_CHARACTERS = 8;

  private CardFloor() {}

  /// In milliseconds.
  static double milliseconds() {
    int bytes = POWER_ON_BYTES + PPS_BYTES + SET_PARAMETERS_BYTES + EXCHANGE_BYTES;
    double reader = bytes / READER_BYTES_PER_MS;
    double slow = (ATR_CHARACTERS + PPS_CHARACTERS) * ETU_PER_CHARACTER / SLOW_ETU_PER_MS;
    double fast = EXCHANGE_CHARACTERS * ETU_PER_CHARACTER / FAST_ETU_PER_MS;
    return reader + slow + fast;
  }
}
