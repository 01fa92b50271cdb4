package kiosk.contract.visit;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/// Whether a visit may go on; asked with the card alone, so it says little.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface VisitOpening {

  /// Ask for the code.
  record AskCode() implements VisitOpening {}

  /// No code is taken before (rule C9).
  record Wait(Instant until) implements VisitOpening {}

  /// No code will be taken here: the desk (rules C1, C9).
  record CodeLocked() implements VisitOpening {}

  /// The person has no account and no provisional code: the desk (rule O2).
  record NoAccount() implements VisitOpening {}

  /// A temporary number cannot open an account (rule I3).
  record TemporaryNumber() implements VisitOpening {}

  /// The card is on the opposition list (rule S5).
  record CardOpposed() implements VisitOpening {}

  /// The registry does not know the number.
  record UnknownPerson() implements VisitOpening {}

  /// Nothing can be told now; asking again may help.
  record TryLater(String cause) implements VisitOpening {}
}
