package kiosk.server.cluster;

import java.nio.file.Path;

/// What a node shows to other nodes on the event bus: a certificate of the cluster's own
/// authority, so that no kiosk's certificate opens that door.
///
/// @param certificate PEM, for servers and clients
/// @param key PEM, PKCS 8
/// @param authority PEM, the only issuer that is trusted
public record BusKeys(Path certificate, Path key, Path authority) {

  /// The files' usual names in a node's folder.
  public static BusKeys in(Path folder) {
    return new BusKeys(
        folder.resolve("node.pem"), folder.resolve("node.key"), folder.resolve("cluster-ca.pem"));
  }
}
