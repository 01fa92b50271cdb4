package kiosk.devices.ipp;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.List;

/// How a printer of A4 pages stands, looked at without printing.
public sealed interface PageLook {

  /// One sentence for the technician.
  String text();

  /// It has answered.
  ///
  /// @param busy whether it is at work on a job
  /// @param accepting whether it takes jobs
  /// @param pdf whether it prints PDF
  /// @param troubles what stops it or its job, the worst first
  record Seen(boolean busy, boolean accepting, boolean pdf, List<PageTrouble> troubles)
      implements PageLook {

    public Seen {
      troubles = List.copyOf(troubles);
    }

    /// Whether a page would be printed now.
    public boolean ready() {
      return accepting && pdf && troubles.isEmpty();
    }

    @Override
    public String text() {
      String paper = troubles.isEmpty() ? "paper and tray are well" : "it is stopped: " + troubles;
      return "it answers, "
          + (busy ? "busy with a job" : "idle")
          + (accepting ? "" : ", takes no jobs")
          + (pdf ? "" : ", does not print PDF")
          + "; "
          + paper;
    }
  }

  /// Nobody is there.
  record Absent() implements PageLook {

    @Override
    public String text() {
      return "nobody is there: switch it on, or mend the address";
    }
  }

  /// Somebody is there and does not say how they are.
  ///
  /// @param why in a sentence that says what to do
  record Mute(String why) implements PageLook {

    @Override
    public String text() {
      return why;
    }
  }

  /// Whether an address can be a printer's: `ipp://host:631/path`, or `ipps`.
  static boolean isAddress(URI printer) {
    return ("ipp".equals(printer.getScheme()) || "ipps".equals(printer.getScheme()))
        && printer.getHost() != null;
  }

  /// Looks at a printer.
  ///
  /// @param printer for which [#isAddress] holds
  /// @param patience for its answer to the last byte
  static PageLook at(URI printer, Duration patience) throws InterruptedException {
    try (IppClient client = new IppClient(printer, patience)) {
      IppClient.Printer said = client.printer();
      return said.refusal()
          .<PageLook>map(Mute::new)
          .orElseGet(
              () ->
                  new Seen(
                      said.busy(),
                      said.accepting(),
                      said.pdf(),
                      PageTrouble.allStopping(said.reasons(), said.busy())));
    } catch (ConnectException e) {
      return new Absent();
    } catch (IOException e) {
      return e.getCause() instanceof HttpConnectTimeoutException
          ? new Absent()
          : new Mute(String.valueOf(e.getMessage()));
    }
  }
}
