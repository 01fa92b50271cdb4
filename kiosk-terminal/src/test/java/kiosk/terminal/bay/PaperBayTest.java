package kiosk.terminal.bay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import kiosk.contract.act.ActContent.Paper;
import kiosk.contract.act.Attestation;
import kiosk.contract.act.Document;
import kiosk.contract.act.PaymentPaper;
import kiosk.devices.printer.PrintJob;
import kiosk.devices.printer.PrintProgress;
import kiosk.devices.printer.PrintTrouble;
import kiosk.devices.printer.PrinterStatus;
import kiosk.devices.printer.TicketPrinter;
import kiosk.devices.ticket.Ticket.Block;
import kiosk.terminal.visit.Event;
import kiosk.terminal.visit.ScreenModel.PrintTroubleShown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A ticket's words, and what a visit hears of its paper.
class PaperBayTest {

  private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

  private final List<Event.FromPrinter> news = new ArrayList<>();
  private final Obedient printer = new Obedient();
  private Duration waited = Duration.ZERO;

  @Test
  void aPaperIsToldFromTheFirstByteUntilItIsTaken() {
    print(false, "fr");
    printer.say(new PrintProgress.Prepared(1000));
    printer.say(new PrintProgress.Sending(500, 1000));
    printer.say(new PrintProgress.Printed());
    printer.say(new PrintProgress.Cut());
    printer.say(new PrintProgress.Presented());
    printer.say(new PrintProgress.Taken(List.of()));
    assertThat(news)
        .containsExactly(
            new Event.PaperComing(45),
            new Event.PaperComing(95),
            new Event.PaperComing(100),
            new Event.PaperOut(),
            new Event.PaperGone(Paper.DELIVERED, true, Optional.empty()));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BUSY")
  void aRefusedTicketHasAReasonThatAPersonUnderstands(PrintTrouble trouble) {
    print(false, "fr");
    printer.say(new PrintProgress.Refused(trouble, List.of()));
    assertThat(news).singleElement().isInstanceOf(Event.PaperGone.class);
    Event.PaperGone gone = (Event.PaperGone) news.getFirst();
    assertThat(gone.outcome()).isEqualTo(Paper.REFUSED);
    assertThat(gone.trouble()).isPresent();
  }

  @Test
  void onlyAPrinterThatIsOccupiedIsAskedAgainByItselfAndWithTheSameJob() {
    print(false, "fr");
    printer.say(new PrintProgress.Refused(PrintTrouble.BUSY, List.of()));
    printer.say(new PrintProgress.Refused(PrintTrouble.BUSY, List.of()));
    assertThat(news).isEmpty();
    assertThat(waited).isEqualTo(Duration.ofSeconds(2));
    assertThat(printer.jobs).hasSize(3).containsOnly(printer.last());
    printer.say(new PrintProgress.Spoiled(PrintTrouble.BUSY, List.of()));
    assertThat(news).hasSize(1);
    assertThat(printer.jobs).hasSize(3);
  }

  @Test
  void aPrinterThatStaysOccupiedIsToldAfterTenSeconds() {
    print(false, "fr");
    for (int i = 0; i < 10; i++) {
      printer.say(new PrintProgress.Refused(PrintTrouble.BUSY, List.of()));
    }
    assertThat(news).isEmpty();
    printer.say(new PrintProgress.Refused(PrintTrouble.BUSY, List.of()));
    assertThat(news)
        .containsExactly(
            new Event.PaperGone(Paper.REFUSED, true, Optional.of(PrintTroubleShown.PRINTER_DOWN)));
    assertThat(waited).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void whatNobodySawIsNotCalledDelivered() {
    print(false, "fr");
    printer.say(new PrintProgress.Unknown(PrintTrouble.OFFLINE, List.of()));
    printer.say(new PrintProgress.Retracted(List.of()));
    printer.say(new PrintProgress.EjectedUnseen(List.of()));
    assertThat(news)
        .containsExactly(
            new Event.PaperGone(Paper.UNKNOWN, true, Optional.of(PrintTroubleShown.UNKNOWN)),
            new Event.PaperGone(Paper.RETRACTED, true, Optional.of(PrintTroubleShown.RETRACTED)),
            new Event.PaperGone(Paper.DELIVERED, false, Optional.empty()));
  }

  @Test
  void theTicketSaysWhatTheAttestationSays() {
    print(true, "fr");
    List<Block> blocks = printer.last().ticket().blocks();
    assertThat(printer.last().ticket().largePrint()).isTrue();
    assertThat(blocks)
        .contains(
            new Block.Title("ATTESTATION DE DROITS"),
            new Block.Fact("Éditée le", "02/03/2026"),
            new Block.Paragraph("CANARI NADIA", true),
            new Block.Paragraph("CANARI LÉO", true),
            // Rule I4: the number is whole on an official document.
            new Block.Fact("N° de sécurité sociale", "2 84 07 44 109 021 57"),
            new Block.Fact("Code de vérification", "AB12"));
    assertThat(blocks)
        .filteredOn(Block.QrCode.class::isInstance)
        .singleElement()
        .extracting(block -> ((Block.QrCode) block).data())
        .isEqualTo("https://x.exemple.test/v");
    assertThat(blocks).contains(new Block.Paragraph("Aucun médecin traitant déclaré", false));
  }

  @Test
  void s1_theTicketSaysWhatWasPaid() {
    print(payments(PaymentPaper.Kind.STATEMENT, 123_456), "fr");
    assertThat(printer.last().ticket().blocks())
        .contains(
            new Block.Title("RELEVÉ DE PAIEMENTS"),
            new Block.Fact("N° de sécurité sociale", "2 84 07 44 109 021 57"),
            new Block.Fact("Période du", "02/03/2026"),
            new Block.Paragraph("Consultation", true),
            new Block.Fact("Dates", "02/03/2026 - 04/03/2026"),
            new Block.Fact("Versé", "1\u00a0234,56\u00a0€"),
            new Block.Paragraph("Total versé : 1\u00a0234,56\u00a0€", true),
            new Block.Fact("Code de vérification", "AB12"))
        .anyMatch(Block.QrCode.class::isInstance);
    print(payments(PaymentPaper.Kind.ALLOWANCES), "en");
    assertThat(printer.last().ticket().blocks())
        .contains(new Block.Paragraph("Nothing was paid to you in this period.", false));
  }

  @Test
  void theTicketSpeaksThePersonsLanguage() {
    print(false, "en");
    assertThat(printer.last().ticket().blocks())
        .doesNotContain(new Block.Title("ATTESTATION DE DROITS"))
        .anyMatch(Block.Title.class::isInstance);
  }

  @Test
  void e12_theSlipNamesSenderSubjectDeadlineAndAdviceAndNobody() {
    // No retractor: whoever finds this slip learns nothing of anybody.
    PaperBay bay = new PaperBay(printer, false, ZoneId.of("Europe/Paris"), this::later);
    bay.printSlip(Instant.parse("2026-03-29T08:30:00Z"), "fr", news::add);
    assertThat(printer.last().ticket().blocks())
        .contains(
            new Block.Fact("Expéditeur", "Votre Assurance Maladie"),
            new Block.Fact("Objet", "Votre compte ameli - Confirmation de votre adresse mail"),
            new Block.Fact("Lien valable jusqu’au", "29/03/2026 10:30"))
        .filteredOn(Block.Paragraph.class::isInstance)
        .map(block -> ((Block.Paragraph) block).text())
        .anyMatch(advice -> advice.contains("spam"))
        .anyMatch(advice -> advice.contains("anciens messages"))
        .anyMatch(advice -> advice.contains("plus récent"))
        .anyMatch(advice -> advice.contains("liste de blocage"))
        .anyMatch(advice -> advice.contains("à une autre"));
    printer.say(new PrintProgress.EjectedUnseen(List.of()));
    assertThat(news).containsExactly(new Event.PaperGone(Paper.DELIVERED, false, Optional.empty()));
  }

  private PaperBay bay() {
    return new PaperBay(printer, true, ZoneOffset.UTC, this::later);
  }

  /// At once, and counted.
  private void later(Duration pause, Runnable deed) {
    waited = waited.plus(pause);
    deed.run();
  }

  private void print(Document document, String language) {
    bay().print(document, false, language, news::add);
  }

  private static PaymentPaper payments(PaymentPaper.Kind kind, long... cents) {
    return new PaymentPaper(
        UUID.randomUUID(),
        "AB12",
        "https://x.exemple.test/v",
        DAY,
        kind,
        new PaymentPaper.Holder("CANARI", "NADIA", "284074410902157", "02/07/1984"),
        DAY,
        DAY.plusDays(20),
        Arrays.stream(cents)
            .mapToObj(
                paid ->
                    new PaymentPaper.Payment(
                        "Consultation", DAY, DAY.plusDays(2), DAY.plusDays(9), 2 * paid, paid))
            .toList(),
        Arrays.stream(cents).sum(),
        "Caisse");
  }

  private void print(boolean large, String language) {
    bay().print(attestation(), large, language, news::add);
  }

  private static Attestation attestation() {
    return new Attestation(
        UUID.randomUUID(),
        "AB12",
        "https://x.exemple.test/v",
        DAY,
        person("NADIA", "284074410902157"),
        List.of(person("LÉO", "114077511412365")),
        "Caisse",
        "Régime général",
        Optional.empty(),
        Optional.empty());
  }

  private static Attestation.Person person(String givenName, String nir) {
    return new Attestation.Person("CANARI", givenName, nir, "02/07/1984", DAY, DAY.plusYears(1));
  }

  /// Says of its one job what the test wants.
  private static final class Obedient implements TicketPrinter {

    private final List<PrintJob> jobs = new ArrayList<>();
    private Consumer<PrintProgress> listener = progress -> {};

    void say(PrintProgress progress) {
      listener.accept(progress);
    }

    PrintJob last() {
      return jobs.getLast();
    }

    @Override
    public PrinterStatus status() {
      return PrinterStatus.NOTHING_KNOWN;
    }

    @Override
    public void print(PrintJob job, Consumer<PrintProgress> progress) {
      jobs.add(job);
      listener = progress;
    }

    @Override
    public void close() {
      listener = progress -> {};
    }
  }
}
