package kiosk.server.attestation;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kiosk.contract.act.Attestation;
import kiosk.contract.act.Attestation.Person;

/// An attestation of nobody, drawn to warm the press up.
final class Specimen {

  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

  static final Press.Letter LETTER = new RightsLetter(attestation(), List.of());

  private static Attestation attestation() {
    return new Attestation(
        new UUID(0, 0),
        "0000-0000-0000",
        "https://exemple.test/verifier/0000-0000-0000",
        DAY,
        person(),
        List.of(person(), person()),
        "CAISSE",
        "RÉGIME",
        Optional.of("ÉÀÇŒ abcdefghijklmnopqrstuvwxyz"),
        Optional.of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
  }

  private static Person person() {
    return new Person("SPÉCIMEN", "Ïgor", "000000000000000", "00/00/0000", DAY, DAY);
  }

  private Specimen() {}
}
