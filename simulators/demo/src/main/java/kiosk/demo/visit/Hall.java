package kiosk.demo.visit;

import java.net.URI;
import java.util.Optional;
import kiosk.devices.link.Bytes;

/// What stands around the screen, and the world outside: card, paper, mail, the server's papers.
public interface Hall {

  void insertCard();

  void removeCard();

  /// Takes the ticket that stands at the mouth of the printer.
  ///
  /// @return a PNG picture of it, or nothing when there is none
  Optional<byte[]> takeTicket();

  /// Waits for the mail that asks to confirm an address.
  ///
  /// @throws StepException when none comes in time
  Mail awaitMail(String address) throws StepException, InterruptedException;

  /// The PDF of the attestation that bears a verification code, as the server keeps it.
  Optional<byte[]> attestation(String verificationCode) throws StepException;

  /// A mail as it came.
  ///
  /// @param source all of it, headers first, as RFC 5322 writes it
  /// @param link what its one button opens
  record Mail(Bytes source, URI link) {
    @Override
    public String toString() {
      return "Mail";
    }
  }
}
