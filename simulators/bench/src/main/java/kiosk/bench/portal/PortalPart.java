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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import kiosk.bench.figure.Bar;
import kiosk.bench.figure.Samples;
import kiosk.bench.rig.HashCost;
import kiosk.bench.rig.Rig;
import kiosk.demo.process.StartException;
import kiosk.demo.stage.DataFolder;
import kiosk.demo.stage.Stage;

/// The online account on one node, as `./borne demo` starts it: how large its pages are, how long
/// they take beside log-ins, and how many log-ins a node does of those that its cores could hash.
/// Pages are timed by the client, on loopback.
public final class PortalPart {

  private static final double MOST_PAGE_KB = 50;
  private static final double MOST_PAGE_MS = 100;
  private static final double MOST_PAGE_IN_FLOOD_MS = 200;
  private static final double HASHES_PER_LOG_IN = 1 / 0.95;

  private static final int FLOOD = 50;
  private static final int FLOODS = 4;
  private static final int CLIENTS = 6;
  private static final int SECONDS = 15;

  private static final List<String> PAGES =
      List.of(
          "/",
          "/connexion",
          "/ouvrir",
          "/premier-acces",
          "/code-oublie",
          "/verifier",
          "/aide/email",
          "/compte",
          "/compte/documents",
          "/compte/coordonnees",
          "/compte/adresse",
          "/compte/code");

  /// What every page loads beside its own text.
  private static final List<String> STYLE = List.of("/web/site.css", "/portal/portal.css");

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI site;
  private final ExecutorService clients;
  private final List<Member> members = Member.all();
  private final AtomicInteger next = new AtomicInteger();

  private PortalPart(URI site, ExecutorService clients) {
    this.site = site;
    this.clients = clients;
  }

  public static List<Bar> measure(int runs) throws InterruptedException {
    try {
      Path data = Files.createTempDirectory("bench");
      try (DataFolder folder = DataFolder.open(data);
          Stage stage =
              Stage.start(Rig.plan(), folder, Clock.system(ZoneId.of("Europe/Paris")), part -> {});
          ExecutorService clients = Executors.newCachedThreadPool()) {
        return new PortalPart(stage.addresses().site(), clients).measured(runs);
      }
    } catch (IOException | StartException | ExecutionException e) {
      return List.of(Bar.unmeasured("the portal", "", 0, String.valueOf(e)));
    }
  }

  private List<Bar> measured(int runs)
      throws IOException, InterruptedException, ExecutionException {
    PortalClient person = new PortalClient(http, site);
    Member first = members.getFirst();
    person.logIn(first.nir(), first.code());
    times(person, turns(runs));
    return List.of(size(person), besideHashing(person, runs), inAFlood(person), logIns());
  }

  private Bar size(PortalClient person) throws IOException, InterruptedException {
    double style = 0;
    for (String file : STYLE) {
      style += person.open(file).length() / 1000.0;
    }
    List<Double> sizes = new ArrayList<>();
    for (String page : PAGES) {
      sizes.add(style + person.open(page).length() / 1000.0);
    }
    SequencedMap<String, Object> facts = new LinkedHashMap<>();
    facts.put("pages", PAGES.size());
    facts.put("styleKb", Samples.rounded(style));
    return Bar.of(
        "page with its style, largest",
        "kB",
        MOST_PAGE_KB,
        Samples.rounded(new Samples(sizes).percentile(100)),
        facts);
  }

  private Bar besideHashing(PortalClient person, int runs)
      throws IOException, InterruptedException, ExecutionException {
    AtomicBoolean over = new AtomicBoolean();
    Future<Integer> hashing = clients.submit(() -> logInUntil(over::get));
    Samples samples = new Samples(times(person, turns(runs)));
    over.set(true);
    SequencedMap<String, Object> facts = facts(samples);
    facts.put("logInsMeanwhile", hashing.get());
    return Bar.of(
        "page beside hashing, 95th percentile",
        "ms",
        MOST_PAGE_MS,
        Samples.rounded(samples.percentile(95)),
        facts);
  }

  private Bar inAFlood(PortalClient person)
      throws IOException, InterruptedException, ExecutionException {
    List<Double> times = new ArrayList<>();
    AtomicInteger turnedAway = new AtomicInteger();
    for (int flood = 0; flood < FLOODS; flood++) {
      AtomicInteger open = new AtomicInteger(FLOOD);
      List<Future<?>> people = new ArrayList<>();
      for (int i = 0; i < FLOOD; i++) {
        people.add(clients.submit(() -> logInOnce(open, turnedAway)));
      }
      times.addAll(times(person, () -> open.get() > 0));
      for (Future<?> one : people) {
        one.get();
      }
    }
    Samples samples = new Samples(times);
    SequencedMap<String, Object> facts = facts(samples);
    facts.put("atOnce", FLOOD);
    facts.put("turnedAway", turnedAway.get());
    return Bar.of(
        "page while %d log in at once, 99th percentile".formatted(FLOOD),
        "ms",
        MOST_PAGE_IN_FLOOD_MS,
        Samples.rounded(samples.percentile(99)),
        facts);
  }

  private Bar logIns() throws InterruptedException, ExecutionException {
    int cores = Runtime.getRuntime().availableProcessors();
    double hashes = perSecond(cores, PortalPart::hashUntil);
    double entered = perSecond(CLIENTS, this::logInUntil);
    SequencedMap<String, Object> facts = new LinkedHashMap<>();
    facts.put("hashesPerSecond", Samples.rounded(hashes));
    facts.put("logInsPerSecond", Samples.rounded(entered));
    facts.put("cores", cores);
    return Bar.of(
        "Argon2id that the cores could do, for each log-in done",
        "",
        HASHES_PER_LOG_IN,
        Math.round(hashes / entered * 1000) / 1000.0,
        facts);
  }

  /// Work that goes on until it is told to stop, and says how often it was done.
  @FunctionalInterface
  private interface Work {
    int until(BooleanSupplier over) throws IOException, InterruptedException;
  }

  private double perSecond(int threads, Work work) throws InterruptedException, ExecutionException {
    AtomicBoolean over = new AtomicBoolean();
    List<Future<Integer>> all = new ArrayList<>();
    long began = System.nanoTime();
    for (int i = 0; i < threads; i++) {
      all.add(clients.submit(() -> work.until(over::get)));
    }
    Rig.rest(SECONDS);
    over.set(true);
    int done = 0;
    for (Future<Integer> one : all) {
      done += one.get();
    }
    return done * 1e9 / (System.nanoTime() - began);
  }

  private static int hashUntil(BooleanSupplier over) {
    int done = 0;
    while (!over.getAsBoolean()) {
      HashCost.milliseconds();
      done++;
    }
    return done;
  }

  private int logInUntil(BooleanSupplier over) throws IOException, InterruptedException {
    int done = 0;
    while (!over.getAsBoolean()) {
      enter();
      done++;
    }
    return done;
  }

  private void enter() throws IOException, InterruptedException {
    Member member = members.get(next.getAndIncrement() % members.size());
    new PortalClient(http, site).logIn(member.nir(), member.code());
  }

  private boolean logInOnce(AtomicInteger open, AtomicInteger turnedAway)
      throws InterruptedException {
    try {
      enter();
    } catch (IOException e) {
      turnedAway.incrementAndGet();
    } finally {
      open.decrementAndGet();
    }
    return true;
  }

  /// Opens page after page while `going`.
  private static List<Double> times(PortalClient person, BooleanSupplier going)
      throws IOException, InterruptedException {
    List<Double> times = new ArrayList<>();
    for (int i = 0; going.getAsBoolean(); i++) {
      long asked = System.nanoTime();
      person.open(PAGES.get(i % PAGES.size()));
      times.add((System.nanoTime() - asked) / 1e6);
    }
    return times;
  }

  private static BooleanSupplier turns(int runs) {
    AtomicInteger left = new AtomicInteger(runs * PAGES.size());
    return () -> left.getAndDecrement() > 0;
  }

  private static SequencedMap<String, Object> facts(Samples samples) {
    SequencedMap<String, Object> facts = new LinkedHashMap<>();
    facts.put("medianMs", Samples.rounded(samples.median()));
    facts.put("pages", samples.count());
    return facts;
  }
}
