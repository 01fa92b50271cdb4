package kiosk.simulators.persona;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/// What the caisse paid to the people of the deck, invented: the same for a person at every start.
final class Payments {

  /// The months that a relevé mensuel can be asked for (rule S1), and the one that is not over.
  private static final int MONTHS = 27;

  private static final int LAST_DAY = 25;

  /// One person in so many was on sick leave; the first of the deck was.
  private static final int ON_LEAVE = 3;

  /// Care: what it was, its price and what is paid of it, in cents.
  private record Care(String label, int base, int paid) {}

  private static final List<Care> CARES =
      List.of(
          new Care("Consultation du médecin traitant", 3_000, 1_900),
          new Care("Pharmacie", 1_840, 1_196),
          new Care("Analyses de laboratoire", 2_700, 1_620),
          new Care("Consultation de spécialiste", 4_000, 2_600),
          new Care("Soins dentaires", 2_892, 1_735),
          new Care("Actes infirmiers", 1_575, 945));

  private Payments() {}

  /// Adds `payments` to the registry's entry of a person.
  ///
  /// @param place of the person in the deck
  static void addTo(ObjectNode person, int place) {
    // The sequence of java.util.Random is the same everywhere and for ever.
    Random random = new Random(place);
    ArrayNode payments = person.putArray("payments");
    for (int monthsAgo = 0; monthsAgo <= MONTHS; monthsAgo++) {
      int times = 1 + random.nextInt(2);
      for (int i = 0; i < times; i++) {
        Care care = CARES.get(random.nextInt(CARES.size()));
        int day = 1 + random.nextInt(LAST_DAY);
        add(payments, "CARE", care.label(), monthsAgo, day, 1, care.base(), care.paid());
      }
    }
    if (place % ON_LEAVE == 0) {
      for (int monthsAgo : new int[] {2, 9, 14}) {
        int days = 4 + random.nextInt(18);
        int daily = 2_800 + random.nextInt(1_900);
        int base = daily * days;
        // What is held back of an allowance: 6.7 %, rounded as in no real reckoning.
        int paid = base - base * 67 / 1_000;
        add(payments, "ALLOWANCE", "Maladie", monthsAgo, 2, days, base, paid);
      }
    }
  }

  private static void add(
      ArrayNode payments,
      String kind,
      String label,
      int monthsAgo,
      int day,
      int days,
      int base,
      int paid) {
    payments
        .addObject()
        .put("kind", kind)
        .put("label", label)
        .put("monthsAgo", monthsAgo)
        .put("day", day)
        .put("days", days)
        .put("baseCents", base)
        .put("paidCents", paid);
  }
}
