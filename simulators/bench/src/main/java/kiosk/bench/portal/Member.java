package kiosk.bench.portal;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kiosk.simulators.persona.Deck;

/// Somebody of the deck whose account has nothing open before its menu.
///
/// @param birthDate AAAAMMJJ
record Member(String nir, String code, String surname, String birthDate, String postcode) {

  private static final List<JsonObject> PEOPLE =
      new JsonObject(Deck.registryExtract())
          .getJsonArray("people").stream().map(JsonObject.class::cast).toList();

  private static final Set<String> NUMBERS =
      PEOPLE.stream().map(person -> person.getString("nir")).collect(Collectors.toSet());

  /// Where the order number of a NIR begins: its last three digits.
  private static final int ORDER = 10;

  /// All of them.
  static List<Member> all() {
    return PEOPLE.stream().filter(Member::complete).map(Member::of).toList();
  }

  /// Somebody who differs by a number that is nobody's.
  Member stranger() {
    String other =
        IntStream.range(1, 1_000)
            .mapToObj(order -> nir.substring(0, ORDER) + "%03d".formatted(order))
            .filter(number -> !NUMBERS.contains(number))
            .findFirst()
            .orElseThrow();
    return new Member(other, code, surname, birthDate, postcode);
  }

  /// The birth date as forms want it: DDMMYYYY.
  String birthday() {
    return birthDate.substring(6) + birthDate.substring(4, 6) + birthDate.substring(0, 4);
  }

  private static Member of(JsonObject person) {
    return new Member(
        person.getString("nir"),
        person.getJsonObject("account").getString("personalCode"),
        person.getString("surname"),
        person.getString("birthDate"),
        person.getString("postcode"));
  }

  private static boolean complete(JsonObject person) {
    JsonObject account = person.getJsonObject("account");
    return account != null
        && account.getString("personalCode") != null
        && !account.getBoolean("codeLocked")
        && account.getJsonObject("email") != null
        && account.getJsonObject("email").getString("state").equals("VALIDATED");
  }

  /// Nothing of the person.
  @Override
  public String toString() {
    return "Member";
  }
}
