package kiosk.terminal.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import kiosk.contract.fleet.Figures;
import kiosk.contract.fleet.Heartbeat;
import kiosk.devices.printer.PrintTrouble;
import kiosk.devices.printer.PrinterStatus;
import kiosk.terminal.visit.ScreenModel.Availability;
import kiosk.terminal.visit.ScreenModel.Offer;
import kiosk.terminal.visit.ScreenModel.OutOfServiceCause;
import kiosk.terminal.visit.ScreenModel.Service;
import kiosk.terminal.visit.State.Hall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a person is offered, and what operations are told, for all that can be known of the parts.
class ReadinessTest {

  private static final Instant SINCE = Instant.parse("2026-03-02T09:00:00Z");

  private final List<Hall> told = new ArrayList<>();
  private final Readiness readiness = new Readiness(told::add);

  @Test
  void nothingIsPromisedBeforeTheReaderHasSpoken() {
    readiness.printer(printer(PrinterStatus.Paper.OK, Optional.empty()));
    assertThat(readiness.inService()).isFalse();
    readiness.reader(true);
    assertThat(readiness.inService()).isTrue();
    assertThat(told.getLast().offers())
        .isNotEmpty()
        .allMatch(offer -> offer.availability() == Availability.AVAILABLE);
  }

  @Test
  void onlyAChangeIsTold() {
    readiness.reader(true);
    int before = told.size();
    readiness.reader(true);
    readiness.serverBack(Figures.STANDARD);
    readiness.withdrawn(false);
    assertThat(told).hasSize(before);
  }

  @Test
  void theFiguresAreThoseThatTheServerToldLast() {
    Figures others = new Figures(10, 20, 3, 9, 12);
    readiness.serverBack(others);
    readiness.serverAway(SINCE);
    assertThat(told.getLast().figures()).isEqualTo(others);
  }

  @Test
  void withTheServerAwayItIsSaidSinceWhen() {
    readiness.reader(true);
    readiness.serverAway(SINCE);
    assertThat(told.getLast().serverAwaySince()).contains(SINCE);
    assertThat(told.getLast().offers())
        .isNotEmpty()
        .allMatch(offer -> offer.availability() == Availability.SERVER_AWAY);
    readiness.serverBack(Figures.STANDARD);
    assertThat(told.getLast().serverAwaySince()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "OUT, , NO_PAPER, FAULT, PRINTER_PAPER_OUT",
    "OK, BUSY, AVAILABLE, FAULT, PRINTER_BUSY",
    "OK, JAM, PRINTER_DOWN, FAULT, PRINTER_JAM",
    "NEAR_END, , AVAILABLE, UP, ",
  })
  void aPrinterInTroubleTakesAwayThePaperAndNothingElse(
      PrinterStatus.Paper paper,
      PrintTrouble fault,
      Availability attestation,
      Heartbeat.DeviceState seen,
      String word) {
    readiness.reader(true);
    readiness.printer(printer(paper, Optional.ofNullable(fault)));
    assertThat(told.getLast().offers())
        .contains(
            new Offer(Service.ATTESTATION, attestation),
            new Offer(Service.ALLOWANCES, attestation),
            new Offer(Service.STATEMENT, attestation),
            new Offer(Service.EMAIL, Availability.AVAILABLE));
    assertThat(readiness.printerState()).isEqualTo(seen);
    assertThat(readiness.faults()).isEqualTo(Optional.ofNullable(word).stream().toList());
  }

  @Test
  void aPrinterWithoutARetractorPrintsNothingPersonalButPrints() {
    readiness.reader(true);
    readiness.printer(printer(PrinterStatus.Paper.OK, Optional.empty()));
    readiness.unguarded();
    readiness.serverAway(Instant.EPOCH);
    assertThat(told.getLast().prints()).isTrue();
    assertThat(told.getLast().offers())
        .doesNotContain(new Offer(Service.ATTESTATION, Availability.AVAILABLE));
    readiness.printer(printer(PrinterStatus.Paper.OUT, Optional.of(PrintTrouble.PAPER_OUT)));
    assertThat(told.getLast().prints()).isFalse();
  }

  @Test
  void operationsComeBeforeAReaderThatIsDown() {
    readiness.reader(false);
    assertThat(told.getLast().outOfService()).contains(OutOfServiceCause.READER_DOWN);
    assertThat(readiness.faults()).contains("READER_DOWN");
    readiness.withdrawn(true);
    assertThat(told.getLast().outOfService()).contains(OutOfServiceCause.BY_OPERATIONS);
    readiness.withdrawn(false);
    readiness.reader(true);
    assertThat(readiness.inService()).isTrue();
  }

  private static PrinterStatus printer(PrinterStatus.Paper paper, Optional<PrintTrouble> fault) {
    return new PrinterStatus(
        PrinterStatus.Link.UP,
        Optional.of(true),
        paper,
        PrinterStatus.Cover.CLOSED,
        PrinterStatus.Presenter.EMPTY,
        OptionalInt.empty(),
        fault,
        Optional.of(SINCE));
  }
}
