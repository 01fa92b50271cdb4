package kiosk.demo.visit;

/// What the person of a visit would type.
///
/// @param code opens the account today
/// @param newCode 8–13 digits, chosen when the kiosk asks for a personal code
/// @param mobile a telephone number
/// @param email an address that nobody else has
public record Answers(String code, String newCode, String mobile, String email) {
  @Override
  public String toString() {
    return "Answers";
  }
}
