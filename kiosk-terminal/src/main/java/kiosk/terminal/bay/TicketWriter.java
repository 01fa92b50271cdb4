package kiosk.terminal.bay;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kiosk.contract.act.Attestation;
import kiosk.devices.ticket.Ticket;
import kiosk.devices.ticket.Ticket.Block;
import kiosk.terminal.language.Messages;

/// What a ticket says, in the words of one language.
final class TicketWriter {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm", Locale.ROOT);

  private final Messages words;

  TicketWriter(Messages words) {
    this.words = words;
  }

  /// An attestation de droits: an official document, so the NIR is whole (rule I4).
  Ticket attestation(Attestation attestation, boolean largePrint) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Mark(words.text("sender")));
    blocks.add(new Block.Title(words.text("attestation.title")));
    blocks.add(fact("attestation.issued", day(attestation.issuedOn())));
    blocks.add(new Block.Rule());
    blocks.add(bold("attestation.holder"));
    addPerson(blocks, attestation.holder());
    for (Attestation.Person person : attestation.beneficiaries()) {
      blocks.add(new Block.Rule());
      blocks.add(bold("attestation.beneficiary"));
      addPerson(blocks, person);
    }
    blocks.add(new Block.Rule());
    addRights(blocks, attestation);
    blocks.add(new Block.Rule());
    addVerification(blocks, attestation);
    return new Ticket(blocks, largePrint);
  }

  /// What to do when a mail does not come (rule E12).
  ///
  /// @param until when the link in it ends
  Ticket slip(ZonedDateTime until) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Mark(words.text("sender")));
    blocks.add(new Block.Title(words.text("slip.title")));
    blocks.add(fact("slip.from", words.text("sender")));
    blocks.add(fact("slip.subject", words.text("slip.subject.text")));
    blocks.add(fact("slip.until", MINUTE.format(until)));
    blocks.add(new Block.Rule());
    blocks.add(bold("slip.missing"));
    for (String advice : List.of("spam", "thread", "newest", "provider", "other")) {
      blocks.add(plain("slip." + advice));
    }
    blocks.add(new Block.Rule());
    blocks.add(plain("slip.phone"));
    blocks.add(plain("help"));
    blocks.add(plain("help.abroad"));
    return new Ticket(blocks, false);
  }

  private void addPerson(List<Block> blocks, Attestation.Person person) {
    blocks.add(new Block.Paragraph(person.surname() + " " + person.givenNames(), true));
    blocks.add(fact("attestation.nir", spaced(person.nir())));
    blocks.add(fact("attestation.birth", person.birthDate()));
    blocks.add(fact("attestation.rights-from", day(person.rightsFrom())));
    blocks.add(fact("attestation.rights-to", day(person.rightsTo())));
  }

  private void addRights(List<Block> blocks, Attestation attestation) {
    blocks.add(fact("attestation.scheme", attestation.scheme()));
    blocks.add(fact("attestation.caisse", attestation.caisse()));
    attestation.exemption().ifPresent(reason -> blocks.add(fact("attestation.exemption", reason)));
    blocks.add(
        attestation
            .medecinTraitant()
            .map(doctor -> fact("attestation.doctor", doctor))
            .orElseGet(() -> plain("attestation.no-doctor")));
  }

  private void addVerification(List<Block> blocks, Attestation attestation) {
    blocks.add(fact("attestation.verification", attestation.verificationCode()));
    blocks.add(new Block.QrCode(attestation.verificationUrl(), words.text("attestation.verify")));
    blocks.add(plain("attestation.validity"));
    blocks.add(new Block.Rule());
    blocks.add(plain("help"));
    blocks.add(plain("help.abroad"));
  }

  private Block fact(String label, String value) {
    return new Block.Fact(words.text(label), value);
  }

  private Block bold(String key) {
    return new Block.Paragraph(words.text(key), true);
  }

  private Block plain(String key) {
    return new Block.Paragraph(words.text(key), false);
  }

  private static String day(LocalDate date) {
    return DAY.format(date);
  }

  /// As people write it: `2 84 07 44 109 021 57`.
  private static String spaced(String nir) {
    if (nir.length() != 15) {
      return nir;
    }
    int[] cuts = {0, 1, 3, 5, 7, 10, 13, 15};
    StringBuilder written = new StringBuilder();
    for (int i = 1; i < cuts.length; i++) {
      written.append(i == 1 ? "" : " ").append(nir, cuts[i - 1], cuts[i]);
    }
    return written.toString();
  }
}
