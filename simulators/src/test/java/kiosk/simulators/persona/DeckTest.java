package kiosk.simulators.persona;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import kiosk.contract.Nir;
import org.junit.jupiter.api.Test;

/// The deck holds everybody that it promises, and nobody twice.
class DeckTest {

  private final List<JsonNode> people = people();

  @Test
  void numbersHaveRightKeysAndNobodyHasAnothersNumber() {
    List<String> numbers =
        Deck.all().stream()
            .flatMap(p -> Stream.concat(Stream.of(p.holder()), p.beneficiaries().stream()))
            .map(Persona.OnCard::nir)
            .toList();
    assertThat(numbers).hasSizeGreaterThanOrEqualTo(12).doesNotHaveDuplicates();
    assertThat(numbers).allMatch(number -> number.length() == 15 && Nir.parse(number).isPresent());
  }

  @Test
  void everyCaseOfThePlanIsThere() {
    assertThat(Deck.find("marie")).map(Persona::label).contains("ordinary");
    assertThat(nirs()).anyMatch(nir -> nir.startsWith("2A", 5));
    assertThat(nirs()).anyMatch(nir -> nir.startsWith("2B", 5));
    assertThat(nirs()).anyMatch(nir -> nir.startsWith("99", 5));
    assertThat(nirs()).anyMatch(nir -> Integer.parseInt(nir.substring(3, 5)) >= 20);
    assertThat(nirs()).anyMatch(nir -> "3478".indexOf(nir.charAt(0)) >= 0);
    assertThat(people).anyMatch(p -> p.path("surname").asText().length() > 20);
    assertThat(people).anyMatch(p -> p.path("beneficiaries").size() == 2);
    assertThat(people).anyMatch(DeckTest::twins);
    assertThat(people).anyMatch(p -> p.path("account").isNull());
    assertThat(people).anyMatch(p -> p.path("account").path("provisionalCode").isTextual());
    assertThat(people).anyMatch(p -> waiting(p) == 8);
    assertThat(people).anyMatch(p -> waiting(p) == 22);
    assertThat(people).anyMatch(p -> p.path("cardOpposed").asBoolean());
    assertThat(people).anyMatch(p -> p.path("account").path("codeLocked").asBoolean());
  }

  @Test
  void mailGoesToNobodyAndCardsCarryLatin1Capitals() {
    Charset latin1 = StandardCharsets.ISO_8859_1;
    assertThat(people)
        .map(p -> p.path("account").path("email").path("address").asText())
        .allMatch(address -> address.isEmpty() || address.endsWith("@exemple.test"));
    assertThat(Deck.all())
        .map(p -> p.holder().surname() + p.holder().givenName())
        .allMatch(name -> latin1.newEncoder().canEncode(name) && name.matches("[A-Z' -]+"));
  }

  private static boolean twins(JsonNode person) {
    JsonNode children = person.path("beneficiaries");
    return children.size() == 2
        && children.get(0).path("birthDate").equals(children.get(1).path("birthDate"));
  }

  private static int waiting(JsonNode person) {
    JsonNode email = person.path("account").path("email");
    return email.path("state").asText().equals("WAITING") ? email.path("sentDaysAgo").asInt() : -1;
  }

  private List<String> nirs() {
    return people.stream().map(p -> p.path("nir").asText()).toList();
  }

  private static List<JsonNode> people() {
    try {
      JsonNode extract = new ObjectMapper().readTree(Deck.registryExtract());
      return new ArrayList<>(
          StreamSupport.stream(extract.path("people").spliterator(), false).toList());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
