package kiosk.bench;

import java.util.List;
import kiosk.bench.devices.FramesPart;
import kiosk.bench.devices.ReplugPart;
import kiosk.bench.figure.Bar;
import kiosk.bench.portal.EnumerationPart;
import kiosk.bench.portal.PortalPart;

/// What the bench measures, in this order.
enum Part {
  CARD("the card, from power-on to the NIR"),
  ATTESTATION("the attestation's PDF"),
  SYSTEM("the whole system: screen, log-in, ticket, idleness"),
  PRINTERS("the ticket on each kind of printer, and as a picture of its PDF"),
  FRAMES("damaged frames over the parsers"),
  REPLUG("plugs pulled and put back"),
  PORTAL("the online account: pages, beside log-ins and in a flood of them"),
  ENUMERATION("the online account: whether an answer tells who has one");

  private final String title;

  Part(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /// @param runs how often each thing is measured
  List<Bar> measure(int runs) throws InterruptedException {
    return switch (this) {
      case CARD -> CardPart.measure(runs);
      case ATTESTATION -> AttestationPart.measure(runs);
      case SYSTEM -> SystemPart.measure(runs);
      case PRINTERS -> PrinterPart.measure(runs);
      case FRAMES -> FramesPart.measure(runs);
      case REPLUG -> ReplugPart.measure(runs);
      case PORTAL -> PortalPart.measure(runs);
      case ENUMERATION -> EnumerationPart.measure(runs);
    };
  }
}
