package kiosk.devices.link;

/// Opens the line to a device, as often as needed: a driver calls it again after an unplug.
@FunctionalInterface
public interface LinkOpener {

  /// Opens the line anew.
  ///
  /// @throws LinkException when the port is absent, busy or denied
  ByteLink open() throws LinkException;
}
