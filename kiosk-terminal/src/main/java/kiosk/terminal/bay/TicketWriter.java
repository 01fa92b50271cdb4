package kiosk.terminal.bay;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import kiosk.contract.act.Attestation;
import kiosk.contract.act.Document;
import kiosk.contract.act.PaymentPaper;
import kiosk.devices.ticket.Ticket;
import kiosk.devices.ticket.Ticket.Block;
import kiosk.terminal.language.Messages;

/// What a ticket says, in the words of one language.
final class TicketWriter {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm", Locale.ROOT);

  private static final Currency EURO = Currency.getInstance("EUR");

  /// Between thousands; WPC1252 has the wide one only.
  private static final char NARROW_SPACE = '\u202f';

  private static final char SPACE = '\u00a0';

  private final Messages words;

  TicketWriter(Messages words) {
    this.words = words;
  }

  /// An official document, so the NIR is whole (rule I4).
  Ticket document(Document document, boolean largePrint) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Mark(words.text("sender")));
    switch (document) {
      case Attestation attestation -> addAttestation(blocks, attestation);
      case PaymentPaper paper -> addPayments(blocks, paper);
    }
    blocks.add(new Block.Rule());
    addVerification(blocks, document);
    if (document instanceof Attestation) {
      blocks.add(plain("attestation.validity"));
    }
    blocks.add(new Block.Rule());
    addHelp(blocks);
    return new Ticket(blocks, largePrint);
  }

  private void addAttestation(List<Block> blocks, Attestation attestation) {
    blocks.add(new Block.Title(words.text("attestation.title")));
    blocks.add(fact("issued", day(attestation.issuedOn())));
    blocks.add(new Block.Rule());
    blocks.add(bold("holder"));
    addPerson(blocks, attestation.holder());
    for (Attestation.Person person : attestation.beneficiaries()) {
      blocks.add(new Block.Rule());
      blocks.add(bold("attestation.beneficiary"));
      addPerson(blocks, person);
    }
    blocks.add(new Block.Rule());
    addRights(blocks, attestation);
  }

  private void addPayments(List<Block> blocks, PaymentPaper paper) {
    String kind = paper.kind().name();
    PaymentPaper.Holder holder = paper.holder();
    blocks.add(new Block.Title(words.text("payments.title." + kind)));
    blocks.add(fact("issued", day(paper.issuedOn())));
    blocks.add(new Block.Rule());
    blocks.add(bold("holder"));
    blocks.add(new Block.Paragraph(holder.surname() + " " + holder.givenNames(), true));
    blocks.add(fact("nir", spaced(holder.nir())));
    blocks.add(fact("birth", holder.birthDate()));
    blocks.add(fact("caisse", paper.caisse()));
    blocks.add(fact("payments.from", day(paper.from())));
    blocks.add(fact("payments.to", day(paper.to())));
    for (PaymentPaper.Payment payment : paper.payments()) {
      blocks.add(new Block.Rule());
      blocks.add(new Block.Paragraph(payment.label(), true));
      blocks.add(
          fact(
              "payments.days",
              payment.from().equals(payment.to())
                  ? day(payment.from())
                  : words.text("payments.period", day(payment.from()), day(payment.to()))));
      blocks.add(fact("payments.paid-on", day(payment.paidOn())));
      blocks.add(fact("payments.base." + kind, euros(payment.baseCents())));
      blocks.add(fact("payments.paid", euros(payment.paidCents())));
    }
    blocks.add(new Block.Rule());
    blocks.add(
        paper.payments().isEmpty()
            ? plain("payments.none")
            : new Block.Paragraph(words.text("payments.total", euros(paper.paidCents())), true));
    blocks.add(plain("payments.purpose." + kind));
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
    addHelp(blocks);
    return new Ticket(blocks, false);
  }

  private void addPerson(List<Block> blocks, Attestation.Person person) {
    blocks.add(new Block.Paragraph(person.surname() + " " + person.givenNames(), true));
    blocks.add(fact("nir", spaced(person.nir())));
    blocks.add(fact("birth", person.birthDate()));
    blocks.add(fact("attestation.rights-from", day(person.rightsFrom())));
    blocks.add(fact("attestation.rights-to", day(person.rightsTo())));
  }

  private void addRights(List<Block> blocks, Attestation attestation) {
    blocks.add(fact("attestation.scheme", attestation.scheme()));
    blocks.add(fact("caisse", attestation.caisse()));
    attestation.exemption().ifPresent(reason -> blocks.add(fact("attestation.exemption", reason)));
    blocks.add(
        attestation
            .medecinTraitant()
            .map(doctor -> fact("attestation.doctor", doctor))
            .orElseGet(() -> plain("attestation.no-doctor")));
  }

  private void addVerification(List<Block> blocks, Document document) {
    blocks.add(fact("verification", document.verificationCode()));
    blocks.add(new Block.QrCode(document.verificationUrl(), words.text("verification.scan")));
  }

  private void addHelp(List<Block> blocks) {
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

  /// As the language writes it, in characters that the paper has.
  private String euros(long cents) {
    NumberFormat format = NumberFormat.getCurrencyInstance(words.locale());
    format.setCurrency(EURO);
    return format.format(BigDecimal.valueOf(cents, 2)).replace(NARROW_SPACE, SPACE);
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
