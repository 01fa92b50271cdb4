package kiosk.simulators.cardreader;

import java.util.Arrays;
import java.util.Optional;

/// The models that can be simulated: one protocol, with or without echo.
public enum ReaderProfile {
  /// GemPC Twin and GemPC PinPad: every command is echoed before its reply.
  GEMPC_TWIN("gempc-twin", true, "GemTwin-V2.10-SIM"),
  /// GemCorePOS, GemCoreSIMPro, SEC1210: no echo.
  NO_ECHO("no-echo", false, "GemCore-V1.00-SIM");

  private final String word;
  private final boolean echo;
  private final String firmware;

  ReaderProfile(String word, boolean echo, String firmware) {
    this.word = word;
    this.echo = echo;
    this.firmware = firmware;
  }

  /// The profile of this name on the command line.
  public static Optional<ReaderProfile> find(String word) {
    return Arrays.stream(values()).filter(profile -> profile.word.equals(word)).findFirst();
  }

  /// Its name on the command line.
  public String word() {
    return word;
  }

  boolean echo() {
    return echo;
  }

  String firmware() {
    return firmware;
  }
}
