package kiosk.server.attestation;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kiosk.contract.act.Attestation;
import kiosk.contract.act.Attestation.Person;
import kiosk.server.attestation.LetterPage.Column;
import kiosk.server.attestation.LetterPage.Fact;
import kiosk.server.attestation.LetterPage.Proof;
import kiosk.server.attestation.LetterPage.Sender;

/// The attestation de droits.
///
/// @param address the holder's, line by line
record RightsLetter(Attestation attestation, List<String> address) implements Press.Letter {

  @Override
  public String key() {
    return "droits";
  }

  @Override
  public void write(LetterPage page) throws IOException {
    Sender caisse = new Sender(attestation.caisse(), attestation.scheme());
    page.head(caisse, name(attestation.holder()), address, attestation.issuedOn());
    page.paragraph(page.say("droits.intro"));
    holder(page);
    if (!attestation.beneficiaries().isEmpty()) {
      beneficiaries(page);
    }
    page.foot(new Proof(attestation.verificationCode(), attestation.verificationUrl()));
  }

  private void holder(LetterPage page) throws IOException {
    Person holder = attestation.holder();
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("holder.name", name(holder)));
    facts.add(new Fact("nir", LetterPage.spaced(holder.nir())));
    facts.add(new Fact("birth", holder.birthDate()));
    facts.add(new Fact("rights", period(page, holder.rightsFrom(), holder.rightsTo())));
    facts.add(new Fact("scheme", attestation.scheme()));
    facts.add(new Fact("doctor", attestation.medecinTraitant().orElse(page.say("doctor.none"))));
    attestation.exemption().ifPresent(exemption -> facts.add(new Fact("exemption", exemption)));
    page.heading("holder.heading");
    page.facts(facts);
  }

  private void beneficiaries(LetterPage page) throws IOException {
    List<Column> columns =
        List.of(
            new Column("holder.name", 138, false),
            new Column("nir", 126, false),
            new Column("birth", 83, false),
            new Column("rights", 136, false));
    List<List<String>> rows = new ArrayList<>();
    for (Person other : attestation.beneficiaries()) {
      rows.add(
          List.of(
              name(other),
              LetterPage.spaced(other.nir()),
              other.birthDate(),
              period(page, other.rightsFrom(), other.rightsTo())));
    }
    page.heading("beneficiaries.heading");
    page.grid(columns, rows);
  }

  private static String period(LetterPage page, LocalDate from, LocalDate to) {
    return page.say("period", LetterPage.day(from), LetterPage.day(to));
  }

  private static String name(Person person) {
    return person.surname() + " " + person.givenNames();
  }

  @Override
  public String toString() {
    return "RightsLetter";
  }
}
