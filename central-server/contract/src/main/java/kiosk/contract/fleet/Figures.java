package kiosk.contract.fleet;

/// The figures of the account's rules that a kiosk's screens say: the server's settings.
///
/// @param deskCodeDays how long a code of the desk lives (rule C1)
/// @param mailedCodeMinutes how long a mailed code lives (rule C6)
/// @param linkDays how long a link confirms an address (rule E7)
/// @param addressDays how long an address waits for that (rule E7)
/// @param statementMonths how far back papers about payments go (rule S1)
public record Figures(
    int deskCodeDays, int mailedCodeMinutes, int linkDays, int addressDays, int statementMonths) {

  /// As the rules say.
  public static final Figures STANDARD = new Figures(15, 30, 7, 21, 27);
}
