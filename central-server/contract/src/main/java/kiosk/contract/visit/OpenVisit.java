package kiosk.contract.visit;

import java.util.UUID;

/// A carte Vitale was read: may this visit go on?
///
/// @param visit made by the kiosk
/// @param nir 13 characters
public record OpenVisit(UUID visit, String nir) {
  @Override
  public String toString() {
    return "OpenVisit[" + visit + "]";
  }
}
