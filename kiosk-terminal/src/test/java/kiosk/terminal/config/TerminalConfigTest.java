package kiosk.terminal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import kiosk.contract.settings.Settings;
import kiosk.contract.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalConfigTest {

  @Test
  void theStandardValuesAndTheTwoFoldersMakeAKiosk() {
    TerminalConfig config = given(Map.of());
    assertThat(config.idle()).isEqualTo(Duration.ofSeconds(60));
    assertThat(config.warning()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.readerPort()).isEmpty();
    assertThat(config.printerPort()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "kiosk.name, Hall 1",
    "kiosk.name, -hall",
    "centre.urls, http://127.0.0.1:8443",
    "centre.urls, https://127.0.0.1",
    "centre.urls, https://a b:1",
    "screen.port, 65536",
    "visit.idle, 0s",
    "visit.warning, 31m",
    "visit.idle, soon",
  })
  void aValueThatCannotBeUsedIsNamedInOneSentence(String key, String value) {
    assertThatThrownBy(() -> given(Map.of(key, value)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("'" + key + "'")
        .hasMessageNotContaining("\n");
  }

  @Test
  void anUnknownKeyRefusesToStartAndNamesTheNearest(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("kiosk.properties"), "reader.prot = /dev/ttyS0\n");
    assertThatThrownBy(() -> Settings.read(TerminalConfig.SETTINGS, file, Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("'reader.prot'")
        .hasMessageContaining("'reader.port'")
        .hasMessageNotContaining("\n");
  }

  private static TerminalConfig given(Map<String, String> values) {
    Map<String, String> all = new HashMap<>(Map.of("data.dir", "/data", "pki.dir", "/keys"));
    all.putAll(values);
    return TerminalConfig.of(new Settings(TerminalConfig.SETTINGS, all));
  }
}
