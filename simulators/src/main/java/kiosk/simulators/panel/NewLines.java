package kiosk.simulators.panel;

import java.util.List;

/// What has passed on both lines since a page was told last; goes to it as JSON.
public record NewLines(List<LineView> reader, List<LineView> printer) {

  public NewLines {
    reader = List.copyOf(reader);
    printer = List.copyOf(printer);
  }

  /// @param seen what the page knows already, its last things being the last it was told
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
