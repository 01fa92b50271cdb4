package kiosk.server.insured;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kiosk.contract.Nir;
import kiosk.server.database.Columns;
import kiosk.server.insured.InsuredPerson.Beneficiary;
import kiosk.server.vault.Vault;

/// Finds persons in the registry. The database alone neither finds nor shows a NIR.
public final class Registry {

  /// What a NIR is sealed for.
  static final String NIR = "nir";

  private static final String BY_INDEX = "SELECT * FROM insured WHERE nir_index = $1";
  private static final String CARD = "SELECT id, card_opposed FROM insured WHERE nir_index = $1";
  private static final String BY_ID = "SELECT * FROM insured WHERE id = $1";
  private static final String BENEFICIARIES =
      "SELECT * FROM beneficiary WHERE insured_id = $1 ORDER BY place";

  private final Vault vault;

  public Registry(Vault vault) {
    this.vault = vault;
  }

  /// The person with this NIR.
  public Future<Optional<InsuredPerson>> find(SqlConnection connection, Nir nir) {
    Tuple index = Tuple.of(Columns.bytes(vault.index(nir.number())));
    return read(connection, BY_INDEX, index);
  }

  /// What a card's NIR leads to.
  ///
  /// @param person how other tables name the person
  /// @param opposed whether the card is on the opposition list
  public record Card(long person, boolean opposed) {}

  /// Whose card has this NIR; nothing of the person is read.
  public Future<Optional<Card>> card(SqlConnection connection, Nir nir) {
    return connection
        .preparedQuery(CARD)
        .execute(Tuple.of(Columns.bytes(vault.index(nir.number()))))
        .map(
            rows -> {
              if (rows.size() == 0) {
                return Optional.empty();
              }
              Row row = rows.iterator().next();
              return Optional.of(new Card(row.getLong("id"), row.getBoolean("card_opposed")));
            });
  }

  /// The person whom other tables name so.
  public Future<Optional<InsuredPerson>> find(SqlConnection connection, long id) {
    return read(connection, BY_ID, Tuple.of(id));
  }

  private Future<Optional<InsuredPerson>> read(SqlConnection connection, String sql, Tuple key) {
    return connection
        .preparedQuery(sql)
        .execute(key)
        .compose(
            rows -> {
              if (rows.size() == 0) {
                return Future.succeededFuture(Optional.empty());
              }
              Row row = rows.iterator().next();
              return connection
                  .preparedQuery(BENEFICIARIES)
                  .execute(Tuple.of(row.getLong("id")))
                  .map(others -> Optional.of(person(row, beneficiaries(others))));
            });
  }

  private InsuredPerson person(Row row, List<Beneficiary> beneficiaries) {
    return new InsuredPerson(
        row.getLong("id"),
        nir(row),
        row.getString("surname"),
        row.getString("given_names"),
        row.getString("birth_date"),
        List.of(row.getArrayOfStrings("address")),
        row.getString("postcode"),
        row.getString("scheme"),
        row.getString("caisse"),
        row.getLocalDate("rights_from"),
        row.getLocalDate("rights_to"),
        Columns.maybeText(row, "exemption"),
        Columns.maybeText(row, "medecin_traitant"),
        row.getBoolean("card_opposed"),
        beneficiaries);
  }

  private List<Beneficiary> beneficiaries(RowSet<Row> rows) {
    List<Beneficiary> all = new ArrayList<>();
    for (Row row : rows) {
      all.add(
          new Beneficiary(
              nir(row),
              row.getString("surname"),
              row.getString("given_names"),
              row.getString("birth_date"),
              row.getInteger("rank")));
    }
    return all;
  }

  private Nir nir(Row row) {
    return new Nir(vault.openText(NIR, Columns.bytes(row, "nir_sealed")));
  }
}
