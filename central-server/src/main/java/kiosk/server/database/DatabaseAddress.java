package kiosk.server.database;

import java.net.URI;
import java.net.URISyntaxException;
import kiosk.contract.settings.Secret;
import kiosk.contract.settings.SettingsException;

/// Where a PostgreSQL database is and who we are there.
///
/// @param host name or address
/// @param port TCP port
/// @param name the database
/// @param user the role
/// @param password of the role
public record DatabaseAddress(String host, int port, String name, String user, Secret password) {

  private static final int STANDARD_PORT = 5432;

  /// Reads `postgresql://host:port/name`.
  ///
  /// @throws SettingsException when the text is not of that form
  public static DatabaseAddress parse(String url, String user, Secret password) {
    try {
      URI uri = new URI(url);
      String path = uri.getPath();
      boolean wellFormed =
          "postgresql".equals(uri.getScheme())
              && uri.getHost() != null
              && uri.getUserInfo() == null
              && path != null
              && path.matches("/[A-Za-z0-9_-]+");
      if (wellFormed) {
        int port = uri.getPort() < 0 ? STANDARD_PORT : uri.getPort();
        return new DatabaseAddress(uri.getHost(), port, path.substring(1), user, password);
      }
    } catch (URISyntaxException e) {
      // told below
    }
    throw new SettingsException(
        "The setting 'database.url' must be 'embedded' or 'postgresql://host:port/name'.");
  }

  /// The form that [#parse] reads: neither the role nor its password.
  public String url() {
    return "postgresql://" + host + ":" + port + "/" + name;
  }

  DatabaseAddress named(String other) {
    return new DatabaseAddress(host, port, other, user, password);
  }

  String jdbcUrl() {
    return "jdbc:" + url();
  }
}
