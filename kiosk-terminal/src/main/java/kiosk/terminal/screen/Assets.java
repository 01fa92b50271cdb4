package kiosk.terminal.screen;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/// The files behind the page, by their exact path, read once. Nothing else can be fetched.
final class Assets {

  /// A file as it is sent.
  record Asset(String contentType, Buffer content) {}

  private final Map<String, Asset> files;

  /// Reads all files.
  ///
  /// @param page the HTML behind `/`
  Assets(String page) {
    this.files =
        Map.of(
            "/", new Asset("text/html; charset=utf-8", Buffer.buffer(page)),
            "/tokens.css", own("tokens.css", "text/css; charset=utf-8"),
            "/screen.css", own("screen.css", "text/css; charset=utf-8"),
            "/screen.js", own("screen.js", "text/javascript; charset=utf-8"),
            "/icon.svg", own("icon.svg", "image/svg+xml"),
            "/regular.ttf", font("LiberationSans-Regular.ttf"),
            "/bold.ttf", font("LiberationSans-Bold.ttf"));
  }

  boolean has(String path) {
    return files.containsKey(path);
  }

  /// @throws IllegalArgumentException when there is no such file
  Asset get(String path) {
    Asset asset = files.get(path);
    if (asset == null) {
      throw new IllegalArgumentException("no such file");
    }
    return asset;
  }

  private static Asset own(String name, String contentType) {
    return new Asset(contentType, read("/screen/" + name));
  }

  private static Asset font(String name) {
    return new Asset("font/ttf", read("/liberation/" + name));
  }

  private static Buffer read(String resource) {
    try (InputStream bytes = Assets.class.getResourceAsStream(resource)) {
      if (bytes == null) {
        throw new IllegalStateException("not packaged: " + resource);
      }
      return Buffer.buffer(bytes.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
