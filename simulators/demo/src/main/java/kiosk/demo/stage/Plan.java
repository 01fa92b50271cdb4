package kiosk.demo.stage;

import java.nio.file.Path;
import kiosk.demo.process.JavaCommand;
import kiosk.simulators.printer.PrinterModel;

/// What a demo is to be.
///
/// @param home the project's folder, for what the build has laid there
/// @param nodes nodes of the central server, 1 or more; with more than one the kiosk is connected
///     to the first, and the others offer the services
/// @param ports where all listen
/// @param printer the kiosk's receipt printer
/// @param java how child JVMs are started
public record Plan(Path home, int nodes, Ports ports, PrinterModel printer, JavaCommand java) {

  /// Most nodes that one machine bears.
  public static final int MOST_NODES = 3;

  public Plan {
    if (nodes < 1 || nodes > MOST_NODES) {
      throw new IllegalArgumentException("1 to " + MOST_NODES + " nodes, not " + nodes);
    }
  }
}
