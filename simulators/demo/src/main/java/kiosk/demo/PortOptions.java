package kiosk.demo;

import kiosk.demo.stage.Ports;
import picocli.CommandLine.Option;

/// The ports of a demo on the command line.
final class PortOptions {

  private static final String SHOWN = "PORT";
  private static final String STANDARD = " (${DEFAULT-VALUE})";

  @Option(
      names = "--kiosk-port",
      paramLabel = SHOWN,
      defaultValue = "8081",
      description = "The kiosk's page" + STANDARD)
  private int screen;

  @Option(
      names = "--server-port",
      paramLabel = SHOWN,
      defaultValue = "8080",
      description = "The server's site: portal and operations" + STANDARD)
  private int site;

  @Option(
      names = "--bridge-port",
      paramLabel = SHOWN,
      defaultValue = "8443",
      description = "Where kiosks connect to the server" + STANDARD)
  private int bridge;

  @Option(
      names = "--panel-port",
      paramLabel = SHOWN,
      defaultValue = "8082",
      description = "The simulators' panel" + STANDARD)
  private int panel;

  @Option(
      names = "--mailbox-port",
      paramLabel = SHOWN,
      defaultValue = "8025",
      description = "The page with all mails" + STANDARD)
  private int mailbox;

  @Option(
      names = "--smtp-port",
      paramLabel = SHOWN,
      defaultValue = "1025",
      description = "Where the server hands over mails" + STANDARD)
  private int smtp;

  @Option(
      names = "--database-port",
      paramLabel = SHOWN,
      defaultValue = "5433",
      description = "The embedded PostgreSQL" + STANDARD)
  private int database;

  @Option(
      names = "--cluster-port",
      paramLabel = SHOWN,
      defaultValue = "5701",
      description = "Between the server's nodes" + STANDARD)
  private int cluster;

  @Option(
      names = "--event-bus-port",
      paramLabel = SHOWN,
      defaultValue = "5711",
      description = "The event bus between the server's nodes" + STANDARD)
  private int eventBus;

  Ports ports() {
    return new Ports(screen, site, bridge, panel, mailbox, smtp, database, cluster, eventBus);
  }
}
