package kiosk.demo.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kiosk.simulators.panel.PrinterControls;
import kiosk.simulators.panel.ReaderControls;
import kiosk.simulators.printer.PrinterModel;

/// A reader and a printer, each on a pseudo-terminal of its own, at the speed of real ones.
final class SimulatedDevices implements Devices {

  private final Path readerPort;
  private final Path printerPort;
  private final ReaderHands reader;
  private final PrinterHands printer;

  private SimulatedDevices(DataFolder folder, PrinterModel model) {
    Path ports = made(folder.ports());
    readerPort = ports.resolve("reader");
    printerPort = ports.resolve("printer");
    reader = new ReaderHands(readerPort);
    printer = new PrinterHands(printerPort, made(folder.paper()), model);
  }

  /// @param model the printer's
  static SimulatedDevices start(DataFolder folder, PrinterModel model) {
    return new SimulatedDevices(folder, model);
  }

  @Override
  public ReaderControls reader() {
    return reader;
  }

  @Override
  public PrinterControls printer() {
    return printer;
  }

  @Override
  public Path readerPort() {
    return readerPort;
  }

  @Override
  public Path printerPort() {
    return printerPort;
  }

  @Override
  public void close() {
    printer.close();
    reader.close();
  }

  private static Path made(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
