package kiosk.server.online;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;
import kiosk.contract.Nir;
import kiosk.server.insured.InsuredPerson;
import kiosk.server.insured.Registry;

/// Finds persons with as many questions to the database whether there is one or not, so that the
/// time it takes tells nothing.
final class Persons {

  /// No person has it.
  static final long NOBODY = -1;

  private final Registry registry;

  Persons(Registry registry) {
    this.registry = registry;
  }

  /// The person with this number; temporary numbers are nobody's here (rule I3).
  Future<Optional<InsuredPerson>> find(SqlConnection connection, Nir nir) {
    return registry
        .find(connection, nir)
        .compose(
            person ->
                person.isPresent()
                    ? Future.succeededFuture(person)
                    : registry.find(connection, NOBODY));
  }
}
