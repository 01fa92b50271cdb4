package kiosk.simulators.persona;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import kiosk.contract.Nir;

/// The deck of invented people, read from `deck.json`: their cards, and the extract of the registry
/// that makes the server know them.
public final class Deck {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNode SOURCE = read();
  private static final List<Persona> PEOPLE = people();

  private Deck() {}

  /// Everybody, in the order of the file; the ordinary person first.
  public static List<Persona> all() {
    return PEOPLE;
  }

  /// The person of this id.
  public static Optional<Persona> find(String id) {
    return PEOPLE.stream().filter(p -> p.id().equals(id)).findFirst();
  }

  /// What the registry knows of them, and what was paid to them, in the JSON form that the
  /// server's `seed.file` has. Days are told from the day of reading, so that it never grows old.
  public static String registryExtract() {
    ObjectNode extract = MAPPER.createObjectNode();
    ArrayNode people = extract.putArray("people");
    for (JsonNode entry : SOURCE.path("people")) {
      ObjectNode person = entry.path("person").deepCopy();
      Payments.addTo(person, people.size());
      people.add(person);
    }
    return extract.toString();
  }

  private static JsonNode read() {
    try (InputStream file = Deck.class.getResourceAsStream("deck.json")) {
      return MAPPER.readTree(Objects.requireNonNull(file, "deck.json is missing"));
    } catch (IOException e) {
      throw new UncheckedIOException("deck.json cannot be read", e);
    }
  }

  private static List<Persona> people() {
    List<Persona> people = new ArrayList<>();
    for (JsonNode entry : SOURCE.path("people")) {
      JsonNode person = entry.path("person");
      List<Persona.OnCard> others = new ArrayList<>();
      person.path("beneficiaries").forEach(other -> others.add(onCard(other)));
      people.add(
          new Persona(
              entry.path("id").asText(), entry.path("label").asText(), onCard(person), others));
    }
    return List.copyOf(people);
  }

  private static Persona.OnCard onCard(JsonNode person) {
    Nir nir = Nir.parse(person.path("nir").asText()).orElseThrow();
    return new Persona.OnCard(
        nir.withKey(),
        capitals(person.path("surname").asText()),
        capitals(person.path("givenNames").asText()),
        person.path("birthDate").asText());
  }

  /// A card carries capitals without accents.
  private static String capitals(String name) {
    String apart = Normalizer.normalize(name.toUpperCase(Locale.ROOT), Normalizer.Form.NFD);
    return apart.replaceAll("\\p{M}", "").replace("Ł", "L").replace("Œ", "OE");
  }
}
