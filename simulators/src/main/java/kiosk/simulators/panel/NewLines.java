package kiosk.simulators.panel;

import java.util.List;

/// What has passed on both lines since a page was told last; goes to it as JSON.
public record NewLines(List<LineView> reader, List<LineView> printer) {

  public NewLines {
    reader = List.copyOf(reader);
    printer = List.copyOf(printer);
  }

  /// @param readerSeen the number of the last thing on the reader's line that the page was told
  /// @param printerSeen the same of the printer's line
  /// @param personal whether personal data leaves the server
  static NewLines since(
      long readerSeen,
      long printerSeen,
      ReaderControls reader,
      PrinterControls printer,
      boolean personal) {
    return new NewLines(
        LineView.since(readerSeen, reader, personal),
        LineView.since(printerSeen, printer, personal));
  }

  boolean isEmpty() {
    return reader.isEmpty() && printer.isEmpty();
  }
}
