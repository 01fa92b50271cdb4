package kiosk.demo.stage;

import java.util.ArrayList;
import java.util.List;
import kiosk.demo.process.LoopbackPort;

/// The TCP ports of a demo, all on 127.0.0.1. Node `n` takes the server's ports
/// plus 100 × (`n` − 1).
///
/// @param screen the kiosk's page
/// @param site the server's site: portal and operations
/// @param bridge where kiosks connect to the server
/// @param panel the technician's page
/// @param mailbox the page with all mails
/// @param smtp where the server hands over mails
/// @param database PostgreSQL
/// @param cluster between nodes
/// @param eventBus between nodes
public record Ports(
    int screen,
    int site,
    int bridge,
    int panel,
    int mailbox,
    int smtp,
    int database,
    int cluster,
    int eventBus) {

  private static final int STEP = 100;

  /// Every port that `nodes` nodes and the rest need, with its use and option.
  public List<LoopbackPort> all(int nodes) {
    List<LoopbackPort> all = new ArrayList<>();
    all.add(new LoopbackPort(screen, "kiosk screen", "--kiosk-port"));
    all.add(new LoopbackPort(panel, "simulators' panel", "--panel-port"));
    all.add(new LoopbackPort(mailbox, "mailbox", "--mailbox-port"));
    all.add(new LoopbackPort(smtp, "mailbox's SMTP", "--smtp-port"));
    all.add(new LoopbackPort(database, "database", "--database-port"));
    for (int node = 1; node <= nodes; node++) {
      String of = nodes == 1 ? "" : " of node " + node;
      all.add(new LoopbackPort(siteOf(node), "server's site" + of, "--server-port"));
      all.add(new LoopbackPort(bridgeOf(node), "server's kiosk line" + of, "--bridge-port"));
      all.add(new LoopbackPort(clusterOf(node), "cluster" + of, "--cluster-port"));
      all.add(new LoopbackPort(eventBusOf(node), "event bus" + of, "--event-bus-port"));
    }
    return all;
  }

  int siteOf(int node) {
    return site + STEP * (node - 1);
  }

  int bridgeOf(int node) {
    return bridge + STEP * (node - 1);
  }

  int clusterOf(int node) {
    return cluster + STEP * (node - 1);
  }

  int eventBusOf(int node) {
    return eventBus + STEP * (node - 1);
  }
}
