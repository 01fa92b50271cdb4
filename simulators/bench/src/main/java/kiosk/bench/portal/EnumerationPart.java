package kiosk.bench.portal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import kiosk.bench.figure.Bar;
import kiosk.bench.figure.Samples;
import kiosk.bench.portal.PortalClient.Answer;
import kiosk.bench.rig.Rig;
import kiosk.demo.process.StartException;
import kiosk.demo.stage.DataFolder;
import kiosk.demo.stage.Stage;

/// Whether the time of an answer, or the answer itself, tells that a number has an account. Every
/// door of the portal that could tell is asked in pairs, one of them for somebody with an account
/// and the other for a number that is nobody's, the first of a pair being each in turn. A few
/// visitors ask beside each other, each with numbers of their own.
public final class EnumerationPart {

  private static final double MOST_APART_PERCENT = 5;

  /// Visitors at once: less than what the server hashes and answers at once.
  private static final int VISITORS = 3;

  /// Pairs that are not counted: they teach the machine's compiler.
  private static final int WARMING = 40;

  private static final String WRONG = "90817263";

  /// Tries that the number alone allows (rule C9).
  private static final int FREE = 5;

  private static final int FOUND = 200;
  private static final int SEE_OTHER = 303;
  private static final int REFUSED = 422;

  /// Where somebody without a session may ask, and the status of each answer.
  private enum Door {
    LOG_IN("wrong code", REFUSED),
    LOG_IN_WITH_DATA("wrong code, data that do not fit", REFUSED),
    LOG_IN_AGAIN("wrong code, number tried too often", FOUND),
    FORGOTTEN("forgotten code", SEE_OTHER),
    MAILED("wrong code of a mail", REFUSED),
    OPENING("opening an account", REFUSED);

    private final String title;
    private final int status;

    Door(String title, int status) {
      this.title = title;
      this.status = status;
    }
  }

  /// What was measured at one door.
  ///
  /// @param unlike pairs of answers that were not the same bytes
  private record Times(List<Double> known, List<Double> unknown, int unlike) {

    static Times sum(List<Times> all) {
      return new Times(
          all.stream().flatMap(times -> times.known.stream()).toList(),
          all.stream().flatMap(times -> times.unknown.stream()).toList(),
          all.stream().mapToInt(Times::unlike).sum());
    }
  }

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI site;
  private final PortalDatabase database;
  private final List<Member> members = Member.all();
  private final Set<Member> triedOften = ConcurrentHashMap.newKeySet();

  private EnumerationPart(URI site, PortalDatabase database) {
    this.site = site;
    this.database = database;
  }

  public static List<Bar> measure(int pairs) throws InterruptedException {
    try {
      Path data = Files.createTempDirectory("bench");
      try (DataFolder folder = DataFolder.open(data);
          Stage stage =
              Stage.start(Rig.plan(), folder, Clock.system(ZoneId.of("Europe/Paris")), part -> {});
          PortalDatabase database = new PortalDatabase(stage.database(), folder.pepper())) {
        return new EnumerationPart(stage.addresses().site(), database).measured(pairs);
      }
    } catch (IOException | StartException e) {
      return List.of(Bar.unmeasured("who has an account", "", 0, String.valueOf(e)));
    }
  }

  private List<Bar> measured(int pairs) throws IOException, InterruptedException {
    List<Bar> bars = new ArrayList<>();
    int unlike = 0;
    for (Door door : Door.values()) {
      System.err.println("  asked: " + door.title);
      times(door, WARMING);
      Times times = times(door, pairs);
      bars.add(apart(door, times));
      unlike += times.unlike();
    }
    SequencedMap<String, Object> facts = new LinkedHashMap<>();
    facts.put("pairs", pairs * Door.values().length);
    bars.add(Bar.of("known and unknown number, answers not alike", "", 0, unlike, facts));
    return bars;
  }

  private static Bar apart(Door door, Times times) {
    double known = new Samples(times.known()).median();
    double unknown = new Samples(times.unknown()).median();
    SequencedMap<String, Object> facts = new LinkedHashMap<>();
    facts.put("knownMs", thousandths(known));
    facts.put("unknownMs", thousandths(unknown));
    facts.put("pairs", times.known().size());
    return Bar.of(
        "known and unknown number, medians: " + door.title,
        "%",
        MOST_APART_PERCENT,
        Samples.rounded(100 * Math.abs(known - unknown) / Math.min(known, unknown)),
        facts);
  }

  private Times times(Door door, int pairs) throws IOException, InterruptedException {
    try (ExecutorService visitors = Executors.newFixedThreadPool(VISITORS)) {
      List<Future<Times>> all =
          IntStream.range(0, VISITORS)
              .mapToObj(visitor -> visitors.submit(() -> times(door, pairs, visitor)))
              .toList();
      List<Times> done = new ArrayList<>();
      for (Future<Times> one : all) {
        done.add(one.get());
      }
      return Times.sum(done);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  /// Every so many pairs are one visitor's, and so are the members in them.
  private Times times(Door door, int pairs, int visitor) throws IOException, InterruptedException {
    List<Double> known = new ArrayList<>();
    List<Double> unknown = new ArrayList<>();
    int unlike = 0;
    for (int pair = visitor; pair < pairs; pair += VISITORS) {
      Member member = members.get(pair % (members.size() / VISITORS * VISITORS));
      Member stranger = member.stranger();
      boolean memberFirst = pair / VISITORS % 2 == 0;
      Answer first = ask(door, memberFirst ? member : stranger);
      Answer second = ask(door, memberFirst ? stranger : member);
      known.add((memberFirst ? first : second).milliseconds());
      unknown.add((memberFirst ? second : first).milliseconds());
      unlike += first.bare().equals(second.bare()) ? 0 : 1;
    }
    return new Times(known, unknown, unlike);
  }

  private Answer ask(Door door, Member who) throws IOException, InterruptedException {
    if (door != Door.LOG_IN_AGAIN) {
      database.forgetTries();
    } else if (triedOften.add(who)) {
      for (int i = 0; i < FREE; i++) {
        logIn(who);
      }
    }
    Answer answer =
        switch (door) {
          case LOG_IN, LOG_IN_AGAIN -> logIn(who);
          case LOG_IN_WITH_DATA -> logInWithData(who);
          case FORGOTTEN -> identified(new PortalClient(http, site), "/code-oublie", who);
          case MAILED -> typeMailed(who);
          case OPENING -> identified(new PortalClient(http, site), "/ouvrir", who);
        };
    if (answer.status() != door.status) {
      throw new IOException("%s answered %d".formatted(door, answer.status()));
    }
    return answer;
  }

  private Answer logIn(Member who) throws IOException, InterruptedException {
    PortalClient stranger = new PortalClient(http, site);
    stranger.open("/connexion");
    return stranger.fill("/connexion", "nir", who.nir(), "code", WRONG);
  }

  private Answer logInWithData(Member who) throws IOException, InterruptedException {
    PortalClient stranger = new PortalClient(http, site);
    stranger.open("/premier-acces");
    return stranger.fill(
        "/premier-acces",
        "nir",
        who.nir(),
        "surname",
        "Personne",
        "birth",
        who.birthday(),
        "postcode",
        who.postcode(),
        "code",
        WRONG);
  }

  private Answer typeMailed(Member who) throws IOException, InterruptedException {
    PortalClient stranger = new PortalClient(http, site);
    identified(stranger, "/code-oublie", who);
    stranger.open("/code-oublie/code");
    return stranger.fill("/code-oublie/code", "mailed", WRONG);
  }

  /// All is right but, for a stranger, the number.
  private Answer identified(PortalClient client, String path, Member who)
      throws IOException, InterruptedException {
    client.open(path);
    return client.fill(
        path,
        "nir",
        who.nir(),
        "surname",
        who.surname(),
        "birth",
        who.birthday(),
        "postcode",
        who.postcode(),
        "copy",
        database.copied(client.hidden("copy-id")));
  }

  private static double thousandths(double milliseconds) {
    return Math.round(milliseconds * 1_000) / 1_000.0;
  }
}
