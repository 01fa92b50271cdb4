package kiosk.demo.house;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The plan of the house as data: modules, their floors, who is pure, who owns which library.
///
/// A new package is first given a place here.
final class House {

  /// From the top down; arrows go to the same floor or below, never to a root.
  enum Floor {
    ROOT,
    DOOR,
    ROOM,
    GROUND
  }

  /// A Maven module and its packages.
  ///
  /// @param root its package, where its mains live
  /// @param mayUse the roots of the other modules it may use
  /// @param floors the packages below the root and where they stand
  record Module(String root, Set<String> mayUse, Map<String, Floor> floors) {

    boolean holds(String packageName) {
      return packageName.equals(root) || packageName.startsWith(root + ".");
    }

    Optional<Floor> floor(String packageName) {
      return packageName.equals(root)
          ? Optional.of(Floor.ROOT)
          : Optional.ofNullable(floors.get(packageName.substring(root.length() + 1)));
    }
  }

  /// A library that only some packages may touch.
  ///
  /// @param prefixes how the full names of its types begin
  /// @param owners packages
  record Library(String name, Set<String> prefixes, Set<String> owners) {

    boolean has(String typeName) {
      return prefixes.stream().anyMatch(typeName::startsWith);
    }
  }

  private static final String CONTRACT = "kiosk.contract";
  private static final String DEVICES = "kiosk.devices";
  private static final String SERVER = "kiosk.server";
  private static final String TERMINAL = "kiosk.terminal";
  private static final String SIMULATORS = "kiosk.simulators";

  /// Modules with floors. The contract has none: it is values all through.
  static final List<Module> MODULES =
      List.of(
          new Module(
              DEVICES,
              Set.of(),
              floors(
                  "selftest replay",
                  "cardreader vitale printer ticket profile ipp",
                  "link apdu ccid escpos journal")),
          new Module(
              SERVER,
              Set.of(CONTRACT),
              floors(
                  "gateway portal portal.login portal.account ops verifier",
                  "account online copycode accesscode email attestation mail payment request insured"
                      + " card fleet audit counter staff",
                  "database cluster config pki vault web")),
          new Module(
              TERMINAL,
              Set.of(DEVICES, CONTRACT),
              floors(
                  "screen bay centre",
                  "session visit readiness",
                  "journal config language typing")),
          new Module(
              SIMULATORS,
              Set.of(DEVICES, CONTRACT),
              floors(
                  "mail panel play",
                  "cardreader card printer paper fleet",
                  "line page persona scenario tap")));

  /// What uses everything: the whole system, its tests and its measures.
  static final Set<String> WHOLE = Set.of("kiosk.demo", "kiosk.bench");

  /// Packages that compute and do nothing else.
  static final Set<String> PURE =
      Set.of(
          "kiosk.terminal.visit",
          "kiosk.terminal.typing",
          "kiosk.devices.ccid",
          "kiosk.devices.escpos",
          "kiosk.devices.apdu");

  /// What pure code may name, by how the full name begins.
  static final Set<String> INNOCENT =
      Set.of(
          "java.lang.",
          "java.math.",
          "java.text.",
          "java.nio.ByteBuffer",
          "java.nio.charset.",
          "java.io.ByteArrayOutputStream",
          "java.time.",
          "java.util.",
          "org.jspecify.",
          "com.google.errorprone.annotations.",
          "kiosk.contract.",
          "kiosk.devices.",
          "kiosk.terminal.typing.");

  /// What pure code may not name although the package is innocent.
  static final Set<String> GUILTY =
      Set.of(
          "java.lang.Thread",
          "java.lang.Process",
          "java.lang.Runtime.",
          "java.lang.foreign.",
          "java.lang.reflect.",
          "java.time.Clock",
          "java.util.concurrent.",
          "java.util.logging.",
          "java.util.Random",
          "java.util.Timer");

  /// One owner for each library, so that it can be changed in one place.
  static final List<Library> LIBRARIES =
      List.of(
          library("jSerialComm", "com.fazecast.", "kiosk.devices.link"),
          library("jipp", "com.hp.jipp.", "kiosk.devices.ipp"),
          library("PC/SC", "javax.smartcardio.", "kiosk.devices.cardreader"),
          library(
              "PDFBox",
              "org.apache.pdfbox. org.apache.fontbox. org.apache.xmpbox.",
              "kiosk.server.attestation"),
          library(
              "Jakarta Mail",
              "jakarta.mail. jakarta.activation. org.eclipse.angus.",
              "kiosk.server.mail kiosk.simulators.mail"),
          library("SubEtha SMTP", "org.subethamail.", "kiosk.simulators.mail"),
          library(
              "Hazelcast",
              "com.hazelcast. io.vertx.spi.cluster.hazelcast.",
              "kiosk.server.cluster"),
          library("SQLite", "org.sqlite.", "kiosk.terminal.journal"),
          library("JDBC", "java.sql. javax.sql.", "kiosk.terminal.journal kiosk.server.database"),
          library("Flyway", "org.flywaydb.", "kiosk.server.database"),
          library("embedded PostgreSQL", "io.zonky.", "kiosk.server.database"),
          library(
              "PostgreSQL pools",
              "io.vertx.pgclient.PgBuilder io.vertx.pgclient.PgConnectOptions",
              "kiosk.server.database"),
          library(
              "ZXing",
              "com.google.zxing.",
              "kiosk.server.attestation kiosk.simulators.paper kiosk.demo.visit"),
          library("SnakeYAML", "org.snakeyaml.", "kiosk.simulators.play"),
          library("foreign memory", "java.lang.foreign.", "kiosk.simulators.line"));

  /// Packages of the old calendar's last users, whose libraries speak it.
  static final Set<String> OLD_CALENDAR =
      Set.of("kiosk.server.pki", "kiosk.server.mail", "kiosk.simulators.mail", "kiosk.demo.doctor");

  private House() {}

  static Optional<Module> moduleOf(String packageName) {
    return MODULES.stream().filter(module -> module.holds(packageName)).findFirst();
  }

  /// Whether a package holds mains, which may touch the console, the clock and chance.
  static boolean isRoot(String packageName) {
    return isWhole(packageName)
        || MODULES.stream().map(Module::root).anyMatch(Predicate.isEqual(packageName));
  }

  static boolean isWhole(String packageName) {
    return WHOLE.stream()
        .anyMatch(root -> packageName.equals(root) || packageName.startsWith(root + "."));
  }

  private static Library library(String name, String prefixes, String owners) {
    return new Library(name, words(prefixes), words(owners));
  }

  private static Map<String, Floor> floors(String doors, String rooms, String ground) {
    return Stream.of(
            Map.entry(Floor.DOOR, doors),
            Map.entry(Floor.ROOM, rooms),
            Map.entry(Floor.GROUND, ground))
        .flatMap(floor -> words(floor.getValue()).stream().map(p -> Map.entry(p, floor.getKey())))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Set<String> words(String text) {
    return Set.copyOf(Arrays.asList(text.split(" ", -1)));
  }
}
