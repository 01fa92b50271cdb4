package kiosk.server.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalInt;
import kiosk.contract.settings.Secret;
import kiosk.contract.settings.SettingsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL server of our own in a folder of its own, as durable as any: every commit reaches
/// the disk before it is acknowledged. It listens on 127.0.0.1 only and wants a password from its
/// first moment.
///
/// One process owns the folder at a time. A server left behind by an owner that was killed is
/// stopped, then started again. Blocking; not for an event loop.
public final class EmbeddedPostgres implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

  private static final String ADMINISTRATOR = "postgres";
  private static final String APPLICATION = "kiosk";

  private final Path folder;
  private final int port;
  private final Secret password;
  private final FileChannel owner;
  private @Nullable PostgresProcess process;

  private EmbeddedPostgres(Path folder, int port, Secret password, FileChannel owner) {
    this.folder = folder;
    this.port = port;
    this.password = password;
    this.owner = owner;
  }

  /// Starts it, making folder, cluster and database where they are missing.
  ///
  /// @param folder for the programs, the data, the password and the log
  /// @param port TCP port on 127.0.0.1, or 0 for any that is free
  /// @throws SettingsException when the port or the folder is in use, in one sentence
  /// @throws UncheckedIOException when it does not start
  public static EmbeddedPostgres start(Path folder, int port) {
    try {
      Path absolute = Files.createDirectories(folder.toAbsolutePath());
      FileChannel owner = own(absolute);
      Secret password = password(absolute.resolve("password"));
      EmbeddedPostgres embedded =
          new EmbeddedPostgres(absolute, port == 0 ? freePort() : port, password, owner);
      try {
        embedded.run();
      } catch (IOException | RuntimeException e) {
        embedded.close();
        throw e;
      }
      return embedded;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The database of the server that another process runs in this folder, if one does.
  public static Optional<DatabaseAddress> running(Path folder) {
    try {
      Path absolute = folder.toAbsolutePath();
      OptionalInt port = PostgresProcess.portOf(absolute.resolve("data"));
      return port.isEmpty()
          ? Optional.empty()
          : Optional.of(application(port.getAsInt(), password(absolute.resolve("password"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The application's database, for any number of nodes on this machine.
  public DatabaseAddress address() {
    return application(port, password);
  }

  private static DatabaseAddress application(int port, Secret password) {
    return new DatabaseAddress("127.0.0.1", port, APPLICATION, APPLICATION, password);
  }

  /// The same server as the role that may make databases.
  DatabaseAddress administrator() {
    return new DatabaseAddress("127.0.0.1", port, "postgres", ADMINISTRATOR, password);
  }

  /// Stops it; sessions are cut, what was committed stays.
  @Override
  public void close() {
    if (process != null) {
      process.stop();
    }
    try {
      owner.close();
    } catch (IOException e) {
      log.atWarn().setMessage("database.embedded.lock").setCause(e).log();
    }
  }

  private void run() throws IOException {
    Path programs = PostgresFiles.unpackInto(folder);
    PostgresProcess.stopOrphan(data());
    requireFree(port);
    boolean first = !Files.exists(folder.resolve("made"));
    if (first) {
      PostgresFiles.deleteTree(data());
      PostgresProcess.makeCluster(programs, data(), folder.resolve("password"), ADMINISTRATOR);
    }
    process = PostgresProcess.start(programs, data(), folder.resolve("postgres.log"), port);
    if (first) {
      makeDatabase();
      Files.createFile(folder.resolve("made"));
    }
    log.atInfo().setMessage("database.embedded.started").addKeyValue("port", port).log();
  }

  private Path data() {
    return folder.resolve("data");
  }

  private void makeDatabase() throws IOException {
    DatabaseAddress admin = administrator();
    try (Connection connection =
            DriverManager.getConnection(admin.jdbcUrl(), admin.user(), password.reveal());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE ROLE " + APPLICATION + " LOGIN PASSWORD '" + password.reveal() + "'");
      statement.execute("CREATE DATABASE " + APPLICATION + " OWNER " + APPLICATION);
    } catch (SQLException e) {
      throw new IOException("cannot make the database", e);
    }
  }

  private static FileChannel own(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("owner"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // the owner is this very process; told below
    }
    if (lock == null) {
      channel.close();
      throw new SettingsException(
          "The embedded database in " + folder + " belongs to another running process.");
    }
    return channel;
  }

  private static Secret password(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] random = new byte[24];
      new SecureRandom().nextBytes(random);
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
      PrivateFile.write(file, text);
    }
    return new Secret(Files.readString(file).strip());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void requireFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new SettingsException(
          "Port " + port + ", for the embedded database, is taken: set 'database.port'.");
    }
  }
}
