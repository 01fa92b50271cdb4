package kiosk.devices.selftest;

import java.util.ArrayList;
import java.util.List;
import kiosk.devices.ticket.Ticket;
import kiosk.devices.ticket.Ticket.Block;

/// How the checks went, on one ticket to pin beside the kiosk.
final class SummaryTicket {

  private SummaryTicket() {}

  static Ticket of(String profile, List<CheckResult> results) {
    List<CheckResult> failed = results.stream().filter(CheckResult::failed).toList();
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Title("SELFTEST"));
    blocks.add(new Block.Fact("printer", profile));
    blocks.add(new Block.Fact("checks", Integer.toString(results.size())));
    blocks.add(new Block.Fact("failed", Integer.toString(failed.size())));
    long skipped = results.stream().filter(CheckResult::skipped).count();
    blocks.add(new Block.Fact("skipped", Long.toString(skipped)));
    blocks.add(new Block.Rule());
    for (CheckResult result : failed) {
      blocks.add(new Block.Paragraph(result.name(), true));
      result.failure().ifPresent(why -> blocks.add(new Block.Paragraph(why, false)));
    }
    return new Ticket(blocks, false);
  }
}
