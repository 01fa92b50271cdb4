package kiosk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import kiosk.contract.act.Act;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActReply;
import kiosk.contract.fleet.ReadNews;
import kiosk.contract.visit.ReadDocument;
import kiosk.contract.visit.VisitOpening;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The files in `golden/` are what kiosks in the field speak: a change that breaks one breaks them.
final class WireTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<Map.Entry<String, Record>> messages() {
    return Golden.messages().entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void everyMessageIsWrittenAsItsGoldenFile(Map.Entry<String, Record> message) throws Exception {
    assertThat(JSON.readTree(Wire.encode(message.getValue())))
        .isEqualTo(JSON.readTree(golden(message.getKey())));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void everyGoldenFileIsReadEvenWithFieldsOfANewerPeer(Map.Entry<String, Record> message)
      throws Exception {
    ObjectNode newer = (ObjectNode) JSON.readTree(golden(message.getKey()));
    newer.put("fieldOfTomorrow", "x").putObject("objectOfTomorrow").put("deep", 1);
    assertThat(Wire.decode(newer.toString(), spoken(message.getValue())))
        .isEqualTo(message.getValue());
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aMessageThatLacksAFieldIsRefused(Map.Entry<String, Record> message) throws Exception {
    JsonNode whole = JSON.readTree(golden(message.getKey()));
    List<String> fields = new ArrayList<>();
    whole.fieldNames().forEachRemaining(fields::add);
    for (String field : fields) {
      ObjectNode cut = whole.deepCopy();
      cut.remove(field);
      assertThatThrownBy(() -> Wire.decode(cut.toString(), spoken(message.getValue())))
          .as("without " + field)
          .isInstanceOf(Wire.MalformedException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"secret-4821\"",
        "{\"type\":\"secret-4821\"}",
        "{\"type\":\"LogIn\",\"visit\":\"secret-4821\",\"nir\":\"x\",\"code\":\"y\"}",
        "{\"type\":\"java.lang.Runtime\"}",
        "{{{{"
      })
  void nonsenseIsRefusedWithoutBeingQuoted(String nonsense) {
    assertThatThrownBy(() -> Wire.decode(nonsense, ActContent.class))
        .isInstanceOf(Wire.MalformedException.class)
        .hasMessageNotContaining("secret-4821")
        .hasNoCause();
  }

  @Test
  void figuresOutOfRangeAreRefused() {
    assertThatThrownBy(() -> Wire.decode("{\"after\":0,\"most\":51}", ReadNews.class))
        .isInstanceOf(Wire.MalformedException.class);
    assertThatThrownBy(
            () ->
                Wire.decode(
                    "{\"session\":\"s\",\"document\":\"6f9b9af0-7a5a-4c53-8f27-0d5d1a5a0001\","
                        + "\"offset\":0,\"length\":32769}",
                    ReadDocument.class))
        .isInstanceOf(Wire.MalformedException.class);
    assertThatThrownBy(() -> Wire.decode("{\"v\":1.5}", Act.class))
        .isInstanceOf(Wire.MalformedException.class);
  }

  /// What a receiver asks for: the sealed family where there is one.
  private static Class<?> spoken(Record message) {
    return switch (message) {
      case ActContent _ -> ActContent.class;
      case ActReply _ -> ActReply.class;
      case VisitOpening _ -> VisitOpening.class;
      default -> message.getClass();
    };
  }

  private static String golden(String name) throws IOException {
    try (InputStream file = WireTest.class.getResourceAsStream("/golden/" + name + ".json")) {
      return new String(
          Objects.requireNonNull(file, "golden/" + name + ".json").readAllBytes(),
          StandardCharsets.UTF_8);
    }
  }
}
