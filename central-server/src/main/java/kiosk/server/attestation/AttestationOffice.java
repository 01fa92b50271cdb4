package kiosk.server.attestation;

import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kiosk.contract.act.Attestation;
import kiosk.contract.act.Attestation.Person;
import kiosk.server.attestation.DocumentOffice.Draft.Drawn;
import kiosk.server.attestation.DocumentRegister.Kind;
import kiosk.server.attestation.DocumentRegister.Pdf;
import kiosk.server.attestation.DocumentRegister.Printed;
import kiosk.server.attestation.LetterPage.Proof;
import kiosk.server.insured.InsuredPerson;

/// Issues attestations de droits (rule S1).
public final class AttestationOffice {

  /// The path of the page that verifies a document; its code follows.
  public static final String VERIFY_PATH = "/verifier/";

  private final Press press;
  private final DocumentRegister register;
  private final InstantSource clock;
  private final ZoneId zone;
  private final String publicUrl;
  private final SecureRandom random = new SecureRandom();

  /// Opens the office.
  ///
  /// @param zone the caisse's, for the day of issue
  /// @param publicUrl how links begin, without a slash at the end
  public AttestationOffice(
      Press press, DocumentRegister register, String publicUrl, ZoneId zone, InstantSource clock) {
    this.press = press;
    this.register = register;
    this.publicUrl = publicUrl;
    this.zone = zone;
    this.clock = clock;
  }

  /// Where the documents are.
  public DocumentRegister register() {
    return register;
  }

  /// Whether there is a right to attest today.
  public boolean hasRights(InsuredPerson person) {
    return person.hasRightsOn(today());
  }

  /// Draws an attestation of today.
  public Future<Drawn> draw(InsuredPerson person) {
    Proof proof = proof();
    Attestation attestation = attestation(person, proof);
    return press
        .print(new RightsLetter(attestation, person.address()))
        .map(
            pdf ->
                new Drawn(
                    attestation,
                    new Printed(
                        attestation.document(),
                        Kind.ATTESTATION_DROITS,
                        proof.code(),
                        Optional.empty(),
                        new Pdf(pdf))));
  }

  /// A code nobody has guessed, and the page that knows it.
  Proof proof() {
    String code = VerificationCode.random(random);
    return new Proof(code, publicUrl + VERIFY_PATH + code);
  }

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  private Attestation attestation(InsuredPerson person, Proof proof) {
    List<Person> beneficiaries =
        person.beneficiaries().stream()
            .map(
                b ->
                    new Person(
                        b.surname(),
                        b.givenNames(),
                        b.nir().withKey(),
                        shown(b.birthDate()),
                        person.rightsFrom(),
                        person.rightsTo()))
            .toList();
    return new Attestation(
        UUID.randomUUID(),
        proof.code(),
        proof.url(),
        today(),
        new Person(
            person.surname(),
            person.givenNames(),
            person.nir().withKey(),
            shown(person.birthDate()),
            person.rightsFrom(),
            person.rightsTo()),
        beneficiaries,
        person.caisse(),
        person.scheme(),
        person.exemption(),
        person.medecinTraitant());
  }

  /// AAAAMMJJ as DD/MM/YYYY, whatever it holds (rule I2).
  static String shown(String birthDate) {
    return birthDate.substring(6, 8)
        + "/"
        + birthDate.substring(4, 6)
        + "/"
        + birthDate.substring(0, 4);
  }
}
