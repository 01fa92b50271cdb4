package kiosk.server.insured;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kiosk.server.database.Columns;
import kiosk.server.insured.RegistryExtract.Dependent;
import kiosk.server.insured.RegistryExtract.Entry;
import kiosk.server.payment.Payment;
import kiosk.server.payment.PaymentBook;
import kiosk.server.vault.Vault;

/// Writes an extract of the registry into the tables: a person who is there already is brought up
/// to date, nobody is taken out.
public final class RegistryImport {

  /// Several nodes may import the same file at once: one after the other.
  private static final String LOCK = "SELECT pg_advisory_xact_lock(7201)";

  private static final String PUT =
      "INSERT INTO insured (nir_index, nir_sealed, surname, given_names, birth_date, address,"
          + " postcode, scheme, caisse, rights_from, rights_to, exemption, medecin_traitant,"
          + " card_opposed)"
          + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
          + " ON CONFLICT (nir_index) DO UPDATE SET surname = $3, given_names = $4,"
          + " birth_date = $5, address = $6, postcode = $7, scheme = $8, caisse = $9,"
          + " rights_from = $10, rights_to = $11, exemption = $12, medecin_traitant = $13,"
          + " card_opposed = $14 RETURNING id";
  private static final String FORGET_BENEFICIARIES =
      "DELETE FROM beneficiary WHERE insured_id = $1";
  private static final String PUT_BENEFICIARY =
      "INSERT INTO beneficiary (insured_id, place, nir_sealed, surname, given_names, birth_date,"
          + " rank) VALUES ($1, $2, $3, $4, $5, $6, $7)";

  private final Vault vault;
  private final PaymentBook payments = new PaymentBook();

  public RegistryImport(Vault vault) {
    this.vault = vault;
  }

  /// Writes everybody, in one transaction.
  ///
  /// @param today the day from which the extract counts
  /// @return the persons' numbers, in the extract's order
  public Future<List<Long>> put(
      SqlConnection transaction, RegistryExtract extract, LocalDate today) {
    Future<List<Long>> all =
        transaction.query(LOCK).execute().map(locked -> new ArrayList<>(extract.people().size()));
    for (Entry entry : extract.people()) {
      all =
          all.compose(
              ids ->
                  put(transaction, entry, today)
                      .map(
                          id -> {
                            ids.add(id);
                            return ids;
                          }));
    }
    return all;
  }

  private Future<Long> put(SqlConnection transaction, Entry entry, LocalDate today) {
    return transaction
        .preparedQuery(PUT)
        .execute(row(entry, today))
        .map(rows -> rows.iterator().next().getLong("id"))
        .compose(
            id ->
                putBeneficiaries(transaction, id, entry.beneficiaries())
                    .compose(done -> payments.begin(transaction, id, paid(entry, today)))
                    .map(id));
  }

  private static List<Payment> paid(Entry entry, LocalDate today) {
    return entry.payments().stream().flatMap(payment -> payment.on(today).stream()).toList();
  }

  private Tuple row(Entry entry, LocalDate today) {
    LocalDate from = today.minusDays(entry.rightsFromDaysAgo());
    return Tuple.tuple()
        .addBuffer(Columns.bytes(vault.index(entry.number().number())))
        .addBuffer(Columns.bytes(vault.sealText(Registry.NIR, entry.number().number())))
        .addString(entry.surname())
        .addString(entry.givenNames())
        .addString(entry.birthDate())
        .addArrayOfString(entry.address().toArray(String[]::new))
        .addString(entry.postcode())
        .addString(entry.scheme())
        .addString(entry.caisse())
        .addLocalDate(from)
        .addLocalDate(from.plusDays(entry.rightsForDays()))
        .addString(entry.exemption().orElse(null))
        .addString(entry.medecinTraitant().orElse(null))
        .addBoolean(entry.cardOpposed());
  }

  private Future<Void> putBeneficiaries(
      SqlConnection transaction, long id, List<Dependent> beneficiaries) {
    List<Tuple> rows = new ArrayList<>();
    for (Dependent other : beneficiaries) {
      rows.add(
          Tuple.of(
              id,
              rows.size() + 1,
              Columns.bytes(vault.sealText(Registry.NIR, other.number().number())),
              other.surname(),
              other.givenNames(),
              other.birthDate(),
              other.rank()));
    }
    Future<Void> emptied =
        transaction.preparedQuery(FORGET_BENEFICIARIES).execute(Tuple.of(id)).mapEmpty();
    return rows.isEmpty()
        ? emptied
        : emptied.compose(
            done -> transaction.preparedQuery(PUT_BENEFICIARY).executeBatch(rows).mapEmpty());
  }
}
