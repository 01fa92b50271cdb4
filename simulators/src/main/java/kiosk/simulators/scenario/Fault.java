package kiosk.simulators.scenario;

/// Something that goes wrong with a simulated device. Each can be raised from a test, the panel,
/// the command line and a scenario file.
public sealed interface Fault permits ReaderFault, PrinterFault {}
