package kiosk.server.database;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives each test class a migrated, empty database: ask for a [DatabaseAddress], or for a
/// [Database] that is connected to it, as a parameter.
///
/// One server runs for the whole JVM; each database is a copy of a template.
public final class CleanDatabase implements ParameterResolver {

  /// Tests run in several JVMs side by side: each has a folder of its own.
  static final Path FOLDER =
      Path.of("target", "test-postgres-" + System.getProperty("fork.number", "1"));

  private static final Namespace SPACE = Namespace.create(CleanDatabase.class);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == DatabaseAddress.class || type == Database.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ExtensionContext ofClass =
        context.getParent().filter(p -> p.getTestClass().isPresent()).orElse(context);
    Copy copy =
        ofClass
            .getStore(SPACE)
            .computeIfAbsent("copy", key -> new Copy(server(context)), Copy.class);
    return parameter.getParameter().getType() == Database.class ? copy.database : copy.address;
  }

  private static Server server(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(SPACE)
        .computeIfAbsent("server", key -> new Server(), Server.class);
  }

  private static void execute(DatabaseAddress where, String sql) {
    try (Connection connection =
            DriverManager.getConnection(where.jdbcUrl(), where.user(), where.password().reveal());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /// The server of this JVM, whose own database, migrated, is the template.
  private static final class Server implements AutoCloseable {

    private final EmbeddedPostgres postgres = EmbeddedPostgres.start(FOLDER, 0);
    private final Vertx vertx = Vertx.vertx();

    Server() {
      execute(postgres.administrator(), "DROP DATABASE IF EXISTS template_of_tests");
      execute(postgres.administrator(), "CREATE DATABASE template_of_tests OWNER kiosk");
      Database.migrate(postgres.address().named("template_of_tests"));
    }

    @Override
    public void close() {
      vertx.close().await();
      postgres.close();
    }
  }

  private static final class Copy implements AutoCloseable {

    private final Server server;
    private final DatabaseAddress address;
    private final Database database;

    Copy(Server server) {
      this.server = server;
      String name = "test_" + NUMBER.incrementAndGet();
      execute(server.postgres.administrator(), "DROP DATABASE IF EXISTS " + name);
      execute(
          server.postgres.administrator(),
          "CREATE DATABASE " + name + " TEMPLATE template_of_tests OWNER kiosk");
      address = server.postgres.address().named(name);
      database = Database.connect(server.vertx, address);
    }

    @Override
    public void close() {
      database.close().await();
      execute(server.postgres.administrator(), "DROP DATABASE " + address.name() + " (FORCE)");
    }
  }
}
