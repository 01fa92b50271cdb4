package kiosk.server.config;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kiosk.contract.fleet.Figures;
import kiosk.contract.settings.Secret;
import kiosk.contract.settings.Setting;
import kiosk.contract.settings.Settings;
import kiosk.contract.settings.SettingsException;

/// All that a node of the central server is told from outside.
///
/// @param node the node's name, in logs and on the operations page
/// @param dataDir what the node keeps on its disk
/// @param database where the data are
/// @param kiosks where kiosks connect, over mutual TLS
/// @param site where people connect
/// @param callers how often people may try
/// @param publicUrl how people's links begin, without a slash at the end
/// @param cluster how nodes find each other
/// @param standby whether this node offers the services only while no other node does
/// @param mail how mail goes out
/// @param pkiDir server.pem, server.key, ca.pem, crl.pem, seal.key, seal.pub …
/// @param pepperFile the key under which codes are hashed, outside the database (rule C10)
/// @param seedFile an extract of the registry to load, if any
/// @param termsVersion the terms in force (rule O3)
/// @param lives of codes
/// @param tries how many wrong ones are borne
/// @param email how addresses are confirmed
/// @param statementMonths how many months back papers about payments go (rule S1)
public record ServerConfig(
    String node,
    Path dataDir,
    DatabaseConfig database,
    Endpoint kiosks,
    Endpoint site,
    CallersConfig callers,
    String publicUrl,
    ClusterConfig cluster,
    boolean standby,
    MailConfig mail,
    Path pkiDir,
    Path pepperFile,
    Optional<Path> seedFile,
    String termsVersion,
    LivesConfig lives,
    TriesConfig tries,
    EmailConfig email,
    int statementMonths) {

  private static final Duration LONGEST_FIRST_WAIT = Duration.ofHours(1);

  /// Every key, with the value it has when nobody gives one.
  public static final List<Setting> SETTINGS =
      List.of(
          Setting.of("node.name", "central-1", "The node's name, unique in the cluster."),
          Setting.of("data.dir", "data", "Folder for what the node keeps on its disk."),
          Setting.of("database.url", "embedded", "'embedded', or 'postgresql://host:port/name'."),
          Setting.of("database.user", "kiosk", "Role in an external database."),
          Setting.ofSecret("database.password", "Password of the role in an external database."),
          Setting.of("database.port", "5433", "Port of the embedded database, 0 for any."),
          Setting.of("kiosk.host", "127.0.0.1", "Interface for kiosks."),
          Setting.of("kiosk.port", "8443", "Port for kiosks, mutual TLS."),
          Setting.of("public.host", "127.0.0.1", "Interface for the portal and operations."),
          Setting.of("public.port", "8080", "Port for the portal and operations."),
          Setting.of("public.trusted-proxy", "", "Proxies that say who asks, comma between."),
          Setting.of("public.tries-at-once", "60", "Log-ins of one network without a pause."),
          Setting.of("public.tries-a-minute", "60", "Log-ins of one network after these."),
          Setting.of("public.url", "http://127.0.0.1:8080", "How the links in mails begin."),
          Setting.of("cluster.host", "127.0.0.1", "Private interface for the other nodes."),
          Setting.of("cluster.port", "5701", "Port for the other nodes."),
          Setting.of("cluster.members", "", "Nodes to look for, host:port, comma between."),
          Setting.of("eventbus.port", "0", "Port of the event bus between nodes, 0 for any."),
          Setting.of("services", "on", "'on', or 'standby': only while no other node offers."),
          Setting.of("smtp.host", "127.0.0.1", "Mail relay."),
          Setting.of("smtp.port", "1025", "Port of the mail relay."),
          Setting.of("smtp.starttls", "no", "Whether the relay must offer STARTTLS."),
          Setting.of("smtp.user", "", "Name at the mail relay, if it wants one."),
          Setting.ofSecret("smtp.password", "Password at the mail relay."),
          Setting.of("mail.from", "ne-pas-repondre@exemple.test", "Sender's address."),
          Setting.of("mail.bounces", "", "Maildir of what comes back to the sender's address."),
          Setting.of("mail.give-up-days", "3", "Days that a mail is tried for."),
          Setting.of("pki.dir", "pki/server", "Folder of keys and certificates, see Pki."),
          Setting.of("pepper.file", "", "Key for codes; data.dir/pepper when empty."),
          Setting.of("seed.file", "", "Extract of the registry to load at start."),
          Setting.of("terms.version", "2026-01", "Version of the terms in force."),
          Setting.of("code.desk-days", "15", "Days that a code of the desk lives (C1)."),
          Setting.of("code.mailed-minutes", "30", "Minutes that a mailed code lives (C6)."),
          Setting.of("code.copy-minutes", "5", "Minutes that a code to copy lives (C6)."),
          Setting.of("code.provisional-tries", "3", "Wrong tries that void a lent code (C1)."),
          Setting.of("code.tries-before-wait", "5", "Wrong tries in a row before a wait (C9)."),
          Setting.of("code.first-wait", "60s", "That wait; each wrong try doubles it (C9)."),
          Setting.of("code.tries-in-row", "10", "Wrong tries in a row that lock a code (C9)."),
          Setting.of("code.tries-in-day", "25", "Wrong tries in 24 hours that lock one (C9)."),
          Setting.of("email.checks-a-session", "3", "Addresses that a session may try (E2)."),
          Setting.of("email.mails-an-hour", "5", "Most mails to one account in an hour (E8)."),
          Setting.of("email.link-days", "7", "Days that a link confirms (E7)."),
          Setting.of("email.kept-days", "21", "Days until an address is forgotten (E7)."),
          Setting.of("email.drop-plus-tag", "no", "Whether anne+x@ counts as anne@ (E1)."),
          Setting.of("documents.months", "27", "Months back of papers about payments (S1)."));

  /// Reads and checks everything.
  ///
  /// @throws SettingsException in one sentence, at the first value that cannot be used
  public static ServerConfig of(Settings settings) {
    Path dataDir = settings.path("data.dir");
    return new ServerConfig(
        settings.required("node.name"),
        dataDir,
        DatabaseConfig.of(settings),
        endpoint(settings, "kiosk"),
        endpoint(settings, "public"),
        CallersConfig.of(settings),
        publicUrl(settings),
        ClusterConfig.of(settings),
        standby(settings),
        MailConfig.of(settings),
        settings.path("pki.dir"),
        settings.text("pepper.file").isEmpty()
            ? dataDir.resolve("pepper")
            : settings.path("pepper.file"),
        settings.text("seed.file").isEmpty()
            ? Optional.empty()
            : Optional.of(settings.path("seed.file")),
        settings.required("terms.version"),
        LivesConfig.of(settings),
        TriesConfig.of(settings),
        EmailConfig.of(settings),
        settings.integer("documents.months", 2, 120));
  }

  /// What kiosks say of the rules.
  public Figures figures() {
    return new Figures(
        lives.deskDays(),
        lives.mailedMinutes(),
        email.linkDays(),
        email.keptDays(),
        statementMonths);
  }

  static Endpoint endpoint(Settings settings, String door) {
    return new Endpoint(
        settings.required(door + ".host"), settings.integer(door + ".port", 0, 65_535));
  }

  private static String publicUrl(Settings settings) {
    String url = settings.required("public.url");
    if (!url.matches("https?://[A-Za-z0-9.:\\[\\]-]+(/[A-Za-z0-9._~/-]*[A-Za-z0-9])?")) {
      throw new SettingsException(
          "The setting 'public.url' must be http(s)://host without a slash at the end, not '"
              + url
              + "'.");
    }
    return url;
  }

  private static boolean standby(Settings settings) {
    return switch (settings.required("services")) {
      case "on" -> false;
      case "standby" -> true;
      default -> throw new SettingsException("The setting 'services' must be 'on' or 'standby'.");
    };
  }

  /// Where the data are.
  ///
  /// @param url `embedded`, or `postgresql://host:port/name`
  /// @param embeddedPort port of the embedded server, 0 for any
  public record DatabaseConfig(String url, String user, Secret password, int embeddedPort) {

    static DatabaseConfig of(Settings settings) {
      return new DatabaseConfig(
          settings.required("database.url"),
          settings.required("database.user"),
          settings.secret("database.password"),
          settings.integer("database.port", 0, 65_535));
    }

    /// Whether the node runs a PostgreSQL of its own.
    public boolean embedded() {
      return "embedded".equals(url);
    }
  }

  /// How often people may try, by the network they ask from.
  ///
  /// @param proxies addresses whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed
  /// @param triesAtOnce of one network without a pause
  /// @param triesAMinute of one network after these
  public record CallersConfig(Set<String> proxies, int triesAtOnce, int triesAMinute) {

    public CallersConfig {
      proxies = Set.copyOf(proxies);
    }

    static CallersConfig of(Settings settings) {
      Set<String> proxies = Set.copyOf(settings.list("public.trusted-proxy"));
      for (String proxy : proxies) {
        try {
          InetAddress.ofLiteral(proxy);
        } catch (IllegalArgumentException e) {
          throw new SettingsException(
              "The setting 'public.trusted-proxy' must hold IP addresses, not '" + proxy + "'.");
        }
      }
      return new CallersConfig(
          proxies,
          settings.integer("public.tries-at-once", 1, 1_000_000),
          settings.integer("public.tries-a-minute", 1, 1_000_000));
    }
  }

  /// How long codes live: never one day or one minute, which the texts would have to say otherwise.
  ///
  /// @param deskDays one of the desk's, in days of 24 hours (rule C1)
  /// @param mailedMinutes one in a mail (rule C6)
  /// @param copyMinutes one to copy (rule C6)
  public record LivesConfig(int deskDays, int mailedMinutes, int copyMinutes) {

    static LivesConfig of(Settings settings) {
      return new LivesConfig(
          settings.integer("code.desk-days", 2, 90),
          settings.integer("code.mailed-minutes", 5, 240),
          settings.integer("code.copy-minutes", 2, 60));
    }
  }

  /// How many wrong tries are borne.
  ///
  /// @param provisional that void a code that was lent (rule C1)
  /// @param beforeWait in a row before the first wait (rule C9)
  /// @param firstWait doubled by each wrong try after it
  /// @param inRow that lock a code
  /// @param inDay that lock a code
  public record TriesConfig(
      int provisional, int beforeWait, Duration firstWait, int inRow, int inDay) {

    static TriesConfig of(Settings settings) {
      int beforeWait = settings.integer("code.tries-before-wait", 1, 100);
      int inRow = settings.integer("code.tries-in-row", beforeWait, 1_000);
      return new TriesConfig(
          settings.integer("code.provisional-tries", 1, 10),
          beforeWait,
          firstWait(settings),
          inRow,
          settings.integer("code.tries-in-day", inRow, 10_000));
    }

    private static Duration firstWait(Settings settings) {
      Duration wait = settings.duration("code.first-wait");
      if (wait.isNegative() || wait.compareTo(LONGEST_FIRST_WAIT) > 0) {
        throw new SettingsException("The setting 'code.first-wait' must be from 0s to 1h.");
      }
      return wait;
    }
  }

  /// How addresses are confirmed.
  ///
  /// @param checks addresses that a session may try (rule E2)
  /// @param mailsAnHour most mails to one account in an hour (rule E8)
  /// @param linkDays how long a link confirms, in days of 24 hours (rule E7)
  /// @param keptDays until an address that waits is forgotten; no fewer than `linkDays`
  /// @param dropPlusTag whether `anne+caisse@…` and `anne@…` count as one address (rule E1)
  public record EmailConfig(
      int checks, int mailsAnHour, int linkDays, int keptDays, boolean dropPlusTag) {

    static EmailConfig of(Settings settings) {
      int linkDays = settings.integer("email.link-days", 2, 90);
      return new EmailConfig(
          settings.integer("email.checks-a-session", 1, 100),
          settings.integer("email.mails-an-hour", 2, 1_000),
          linkDays,
          settings.integer("email.kept-days", linkDays, 365),
          settings.yes("email.drop-plus-tag"));
    }
  }

  /// How nodes find each other.
  ///
  /// @param member where this node is a member
  /// @param members where to look for others, `host:port`
  /// @param eventBusPort port of the event bus between nodes, 0 for any
  public record ClusterConfig(Endpoint member, List<String> members, int eventBusPort) {

    public ClusterConfig {
      members = List.copyOf(members);
    }

    static ClusterConfig of(Settings settings) {
      List<String> members = settings.list("cluster.members");
      for (String member : members) {
        if (!member.matches("[A-Za-z0-9.-]+:[0-9]{1,5}")) {
          throw new SettingsException(
              "The setting 'cluster.members' must hold host:port, not '" + member + "'.");
        }
      }
      return new ClusterConfig(
          endpoint(settings, "cluster"), members, settings.integer("eventbus.port", 0, 65_535));
    }
  }

  /// How mail goes out.
  ///
  /// @param startTls whether the relay must offer STARTTLS with a name that fits
  /// @param user empty for a relay that wants none
  /// @param from the sender's address
  /// @param bounces the Maildir to which mails come back, if there is one
  /// @param giveUpAfter how long a mail is tried for
  public record MailConfig(
      String host,
      int port,
      boolean startTls,
      String user,
      Secret password,
      String from,
      Optional<Path> bounces,
      Duration giveUpAfter) {

    static MailConfig of(Settings settings) {
      return new MailConfig(
          settings.required("smtp.host"),
          settings.integer("smtp.port", 1, 65_535),
          settings.yes("smtp.starttls"),
          settings.text("smtp.user"),
          settings.secret("smtp.password"),
          settings.required("mail.from"),
          settings.text("mail.bounces").isEmpty()
              ? Optional.empty()
              : Optional.of(settings.path("mail.bounces")),
          Duration.ofDays(settings.integer("mail.give-up-days", 2, 30)));
    }
  }
}
