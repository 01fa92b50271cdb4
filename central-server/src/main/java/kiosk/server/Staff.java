package kiosk.server;

import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import kiosk.contract.settings.Settings;
import kiosk.contract.settings.SettingsException;
import kiosk.server.accesscode.CodeHasher;
import kiosk.server.config.ServerConfig;
import kiosk.server.database.Database;
import kiosk.server.database.DatabaseAddress;
import kiosk.server.database.EmbeddedPostgres;
import kiosk.server.staff.Role;
import kiosk.server.staff.StaffDirectory;
import kiosk.server.staff.StaffMember;
import kiosk.server.vault.KeyFile;
import kiosk.server.vault.Vault;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes the accounts of staff: nobody can enter the site of operations before.
@Command(
    name = "staff",
    mixinStandardHelpOptions = true,
    description = "Adds, lists and removes the accounts of staff.")
public final class Staff {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = CommandLine.ScopeType.INHERIT,
      description = "The configuration of a node.")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      scope = CommandLine.ScopeType.INHERIT,
      description = "Sets one key, over the file (repeatable).")
  private Map<String, String> overrides = Map.of();

  /// Runs the command and ends the process.
  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new Staff());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (problem, command, parsed) -> {
          System.err.println("staff: " + problem.getMessage());
          return problem instanceof IllegalArgumentException || problem instanceof SettingsException
              ? CommandLine.ExitCode.USAGE
              : CommandLine.ExitCode.SOFTWARE;
        });
    System.exit(line.execute(arguments));
  }

  @Command(description = "Adds an account, or gives it another role and password.")
  void add(
      @Parameters(paramLabel = "NAME") String name,
      @Option(
              names = "--role",
              required = true,
              paramLabel = "ROLE",
              description = "operator, desk or admin.")
          Role role,
      @Option(names = "--generate", description = "Makes a password and prints it once.")
          boolean generate)
      throws IOException {
    String password = generate ? generated() : read();
    with(directory -> directory.put(name, role, password).await());
    System.out.println(generate ? password : "added " + name);
  }

  @Command(description = "Removes an account and ends its sessions.")
  void remove(@Parameters(paramLabel = "NAME") String name) {
    with(
        directory -> {
          if (!directory.remove(name).await()) {
            throw new IllegalArgumentException("there is no account '" + name + "'");
          }
        });
  }

  @Command(description = "Lists the accounts.")
  void list() {
    with(
        directory -> {
          for (StaffMember member : directory.all().await()) {
            System.out.println(member.name() + " " + member.role().key());
          }
        });
  }

  @FunctionalInterface
  private interface Work {
    void on(StaffDirectory directory);
  }

  private void with(Work work) {
    Settings settings =
        file == null
            ? new Settings(ServerConfig.SETTINGS, overrides)
            : Settings.read(ServerConfig.SETTINGS, file, overrides);
    ServerConfig config = ServerConfig.of(settings);
    if (!config.database().embedded()) {
      on(
          config,
          DatabaseAddress.parse(
              config.database().url(), config.database().user(), config.database().password()),
          work);
      return;
    }
    Path folder = config.dataDir().resolve("postgresql");
    DatabaseAddress running = EmbeddedPostgres.running(folder).orElse(null);
    if (running != null) {
      on(config, running, work);
      return;
    }
    try (EmbeddedPostgres own = EmbeddedPostgres.start(folder, 0)) {
      on(config, own.address(), work);
    }
  }

  private static void on(ServerConfig config, DatabaseAddress address, Work work) {
    Database.migrate(address);
    Vertx vertx = Vertx.vertx();
    try {
      Vault vault = KeyFile.open(config.pepperFile());
      CodeHasher hasher = new CodeHasher(vertx, vault);
      Database database = Database.connect(vertx, address);
      work.on(new StaffDirectory(database, hasher, vault, InstantSource.system()));
    } finally {
      vertx.close().await();
    }
  }

  private static String generated() {
    byte[] bytes = new byte[15];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// From the keyboard without showing it, or one line from standard input.
  private static String read() throws IOException {
    Console console = Objects.requireNonNull(System.console());
    if (console.isTerminal()) {
      return new String(
          Objects.requireNonNullElse(console.readPassword("Password: "), new char[0]));
    }
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    return Objects.requireNonNullElse(input.readLine(), "");
  }
}
