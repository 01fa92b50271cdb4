package kiosk.devices.ipp;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Why a document is not on paper, or not yet.
public enum PageTrouble {
  /// Another job is under way.
  BUSY(""),
  /// Nobody answers there, or not in IPP.
  UNREACHABLE(""),
  /// The printer takes no jobs at present.
  NOT_ACCEPTING("paused shutdown stopping"),
  /// It does not print PDF.
  NO_PDF(""),
  JAM("media-jam"),
  OPEN("cover-open door-open interlock-open"),
  NO_PAPER("media-empty media-needed input-tray-missing"),
  TRAY_FULL("output-area-full"),
  NO_TONER("toner-empty marker-supply-empty developer-empty"),
  /// The person has left, or somebody cancelled it at the printer.
  CALLED_OFF(""),
  /// It took longer than a person waits.
  TOO_LONG(""),
  /// Something else; the evidence has what the printer said.
  OTHER("");

  private final String reasons;

  PageTrouble(String reasons) {
    this.reasons = reasons;
  }

  private boolean has(String reason) {
    return List.of(reasons.split(" ", -1)).contains(reason);
  }

  /// What stops the printer: the worst of its reasons that are no mere warnings.
  ///
  /// @param stateReasons `printer-state-reasons` (RFC 8011, section 5.4.12), with their suffixes
  static Optional<PageTrouble> stopping(Set<String> stateReasons) {
    return allStopping(stateReasons).findFirst();
  }

  private static Stream<PageTrouble> allStopping(Set<String> stateReasons) {
    return all(stateReasons.stream().filter(reason -> !reason.matches(".*-(report|warning)")));
  }

  /// What keeps a job on its way from going on: printers that wait for a hand in the middle of one
  /// are not stopped, and call an empty tray a warning.
  static Optional<PageTrouble> holding(Set<String> stateReasons) {
    return allHolding(stateReasons).findFirst();
  }

  private static Stream<PageTrouble> allHolding(Set<String> stateReasons) {
    return all(stateReasons.stream().map(reason -> reason.replaceFirst("-(report|warning)$", "")))
        .filter(trouble -> trouble.compareTo(TRAY_FULL) <= 0);
  }

  /// All that stops the printer, and its job if it has one, the worst first.
  ///
  /// @param busy whether it is at work on a job
  static List<PageTrouble> allStopping(Set<String> stateReasons, boolean busy) {
    Stream<PageTrouble> held = busy ? allHolding(stateReasons) : Stream.empty();
    return Stream.concat(allStopping(stateReasons), held).distinct().sorted().toList();
  }

  private static Stream<PageTrouble> all(Stream<String> reasons) {
    return reasons
        .map(reason -> reason.replaceFirst("-error$", ""))
        .flatMap(reason -> Stream.of(values()).filter(each -> each.has(reason)))
        .distinct()
        .sorted();
  }
}
