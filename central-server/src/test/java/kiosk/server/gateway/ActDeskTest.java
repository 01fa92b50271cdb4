package kiosk.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import kiosk.contract.Wire;
import kiosk.contract.act.Act;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActReply;
import kiosk.contract.act.Seal;
import kiosk.contract.fleet.Figures;
import kiosk.contract.visit.DocumentPage;
import kiosk.contract.visit.OpenVisit;
import kiosk.contract.visit.ReadDocument;
import kiosk.contract.visit.VisitOpening;
import kiosk.server.account.VisitDesk;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import kiosk.server.fleet.Alert;
import kiosk.server.fleet.Fleet;
import kiosk.server.pki.KeyFolder;
import kiosk.server.pki.Pem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// An act happens once, however often and however at once it is delivered.
@ExtendWith(CleanDatabase.class)
final class ActDeskTest {

  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
  private static final String KIOSK = "hall-1";

  /// The effect of the tests: a row that has no key of its own against doubles.
  private static final String EFFECT =
      "INSERT INTO kiosk_visit VALUES (gen_random_uuid(), $1, now(), now(), 'IDLE', '{}')";

  private final Database database;
  private final AtomicInteger prepared = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private ActDesk desk;
  private PublicKey seal;
  private Fleet fleet;

  ActDeskTest(Database database) {
    this.database = database;
  }

  @BeforeEach
  void begin(@TempDir Path keys) throws Exception {
    new KeyFolder(keys, InstantSource.system()).ensureServer();
    seal = Pem.publicKey(keys.resolve("server/seal.pub"), "X25519");
    fleet = new Fleet(database, InstantSource.fixed(AT), "node", Figures.STANDARD, kiosk -> {});
    desk =
        new ActDesk(
            database,
            SealKeys.read(keys.resolve("server")),
            new CountingDesk(),
            fleet,
            InstantSource.fixed(AT));
    await(
        database.withConnection(
            c -> c.query("TRUNCATE inbox, inbox_sequence, kiosk_visit, alert").execute()));
  }

  @Test
  void anActThatComesAgainGetsTheSameReplyAndNoSecondEffect() throws Exception {
    Act act = act(1, UUID.randomUUID(), "same");
    ActReply first = await(desk.take(KIOSK, act));
    assertThat(first).isInstanceOf(ActReply.AttestationRefused.class);
    assertThat(await(desk.take(KIOSK, act))).isEqualTo(first);
    assertThat(effects()).isEqualTo(1);
    assertThat(prepared).hasValue(1);
  }

  @Test
  void fortyDeliveriesAtOnceAreOneEffectAndEqualReplies() throws Exception {
    Act act = act(1, UUID.randomUUID(), "race");
    List<Future<ActReply>> deliveries = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      deliveries.add(desk.take(KIOSK, act));
    }
    List<ActReply> replies = new ArrayList<>();
    for (Future<ActReply> delivery : deliveries) {
      replies.add(await(delivery));
    }
    // Who waited too long for a connection is told to come again, as a kiosk does.
    replies.removeIf(reply -> reply instanceof ActReply.TryLater);
    replies.add(await(desk.take(KIOSK, act)));
    assertThat(replies).hasOnlyElementsOfType(ActReply.AttestationRefused.class);
    assertThat(effects()).isEqualTo(1);
  }

  @Test
  void theSameIdWithAnotherContentIsAConflictAndIsRaised() throws Exception {
    UUID id = UUID.randomUUID();
    await(desk.take(KIOSK, act(1, id, "first")));
    assertThat(await(desk.take(KIOSK, act(1, id, "other")))).isInstanceOf(ActReply.Conflict.class);
    assertThat(effects()).isEqualTo(1);
    assertThat(raised()).containsExactly(Alert.Kind.CONFLICT);
  }

  @Test
  void twoKiosksMayUseTheSameId() throws Exception {
    UUID id = UUID.randomUUID();
    await(desk.take(KIOSK, act(1, id, "here")));
    await(desk.take("hall-2", act(1, id, "there")));
    assertThat(effects()).isEqualTo(2);
  }

  @Test
  void anEffectThatFailsLeavesNothingAndTheActMayComeAgain() throws Exception {
    Act act = act(1, UUID.randomUUID(), "unlucky");
    failures.set(1);
    assertThat(await(desk.take(KIOSK, act))).isInstanceOf(ActReply.TryLater.class);
    assertThat(effects()).isZero();
    assertThat(await(desk.take(KIOSK, act))).isInstanceOf(ActReply.AttestationRefused.class);
    assertThat(effects()).isEqualTo(1);
  }

  @Test
  void anAlteredOrForeignEnvelopeIsRefusedAndRaised() throws Exception {
    Act act = act(1, UUID.randomUUID(), "whole");
    Act digest = new Act(1, 1, act.id(), AT, act.sealed(), "00" + act.sha256().substring(2));
    Act version = new Act(2, 1, act.id(), AT, act.sealed(), act.sha256());
    Act open = envelope(1, act.id(), "{}".getBytes(StandardCharsets.UTF_8));
    for (Act bad : List.of(digest, version, open)) {
      assertThat(await(desk.take(KIOSK, bad))).isInstanceOf(ActReply.Malformed.class);
    }
    assertThat(effects()).isZero();
    assertThat(raised()).hasSize(3).containsOnly(Alert.Kind.MALFORMED);
  }

  @Test
  void aJumpInTheSequenceIsRaisedAndDoneAllTheSame() throws Exception {
    await(desk.take(KIOSK, act(1, UUID.randomUUID(), "one")));
    await(desk.take(KIOSK, act(2, UUID.randomUUID(), "two")));
    assertThat(raised()).isEmpty();
    await(desk.take(KIOSK, act(5, UUID.randomUUID(), "five")));
    assertThat(effects()).isEqualTo(3);
    assertThat(raised()).containsExactly(Alert.Kind.SEQUENCE_GAP);
  }

  @Test
  void theReplyThatIsKeptCannotBeReadInTheDatabase() throws Exception {
    await(desk.take(KIOSK, act(1, UUID.randomUUID(), "hidden")));
    String kept =
        await(
            database.withConnection(
                c ->
                    c.query("SELECT encode(reply, 'escape') FROM inbox")
                        .execute()
                        .map(rows -> rows.iterator().next().getString(0))));
    assertThat(kept).doesNotContain("NO_RIGHTS");
  }

  /// Ages: of an act that no outbox keeps, and of one that waits there for a server that is away.
  @Test
  void anActIsForgottenOnlyWhenItCannotComeAgain() throws Exception {
    Map<Long, Integer> days = Map.of(0L, 2, 1L, 2, 2L, 89, 3L, 91);
    for (Map.Entry<Long, Integer> act : days.entrySet()) {
      await(desk.take(KIOSK, act(act.getKey(), UUID.randomUUID(), "aged")));
      await(
          database.withConnection(
              c ->
                  c.preparedQuery(
                          "UPDATE inbox SET at = at - $2 * interval '1 day' WHERE sequence = $1")
                      .execute(Tuple.of(act.getKey(), act.getValue()))));
    }
    assertThat(await(desk.forget())).isEqualTo(2);
    List<Long> left = new ArrayList<>();
    await(
            database.withConnection(
                c -> c.query("SELECT sequence FROM inbox ORDER BY sequence").execute()))
        .forEach(row -> left.add(row.getLong(0)));
    assertThat(left).containsExactly(1L, 2L);
  }

  private Act act(long sequence, UUID id, String session) throws Exception {
    byte[] content =
        Wire.encode(new ActContent.IssueAttestation(session)).getBytes(StandardCharsets.UTF_8);
    return envelope(sequence, id, Seal.close(content, seal));
  }

  private static Act envelope(long sequence, UUID id, byte[] sealed) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(sealed);
    String text = Base64.getEncoder().encodeToString(sealed);
    return new Act(Act.VERSION, sequence, id, AT, text, HexFormat.of().formatHex(digest));
  }

  private long effects() throws Exception {
    return await(
        database.withConnection(
            c ->
                c.query("SELECT count(*) FROM kiosk_visit")
                    .execute()
                    .map(rows -> rows.iterator().next().getLong(0))));
  }

  private List<Alert.Kind> raised() throws Exception {
    return await(fleet.alerts(10)).stream().map(Alert::kind).toList();
  }

  private static <T> T await(Future<T> future) throws TimeoutException {
    return future.await(30, TimeUnit.SECONDS);
  }

  /// Leaves one row for each act that is done; fails as often as it is told to, after the row.
  private final class CountingDesk implements VisitDesk {

    @Override
    public Future<Effect> prepare(String kiosk, Instant at, ActContent content) {
      prepared.incrementAndGet();
      return Future.succeededFuture(transaction -> apply(transaction, kiosk));
    }

    private Future<ActReply> apply(SqlConnection transaction, String kiosk) {
      return transaction
          .preparedQuery(EFFECT)
          .execute(Tuple.of(kiosk))
          .compose(
              done ->
                  failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                      ? Future.failedFuture(new IllegalStateException("planted"))
                      : Future.succeededFuture(
                          new ActReply.AttestationRefused(ActReply.AttestationFault.NO_RIGHTS)));
    }

    @Override
    public Future<VisitOpening> open(String kiosk, OpenVisit question) {
      return Future.succeededFuture(new VisitOpening.AskCode());
    }

    @Override
    public Future<DocumentPage> read(String kiosk, ReadDocument question) {
      return Future.succeededFuture(new DocumentPage(0, ""));
    }
  }
}
