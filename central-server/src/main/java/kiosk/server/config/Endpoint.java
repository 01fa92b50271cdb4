package kiosk.server.config;

/// Where a door listens.
///
/// @param host address of the interface
/// @param port TCP port; 0 takes any that is free
public record Endpoint(String host, int port) {

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
