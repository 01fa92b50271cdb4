package kiosk.contract.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {

  private static final List<Setting> KNOWN =
      List.of(
          Setting.of("kiosk.port", "8443", "Port for kiosks."),
          Setting.of("visit.idle", "60s", "How long a visit waits."),
          Setting.of("services", "yes", "Whether it serves."),
          Setting.ofSecret("smtp.password", "Password at the relay."));

  @Test
  void anUnknownKeyIsRefusedAndTheNearestIsNamed() {
    assertThatThrownBy(() -> given("kiosk.prot", "1"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("'kiosk.prot'")
        .hasMessageContaining("'kiosk.port'");
  }

  @Test
  void whatIsSetComesBeforeTheFileAndTheFileBeforeTheStandard(@TempDir Path folder)
      throws Exception {
    Path file = Files.writeString(folder.resolve("f"), "kiosk.port = 1\nservices = no\n");
    Settings settings = Settings.read(KNOWN, file, Map.of("kiosk.port", "2"));
    assertThat(settings.integer("kiosk.port", 0, 9)).isEqualTo(2);
    assertThat(settings.yes("services")).isFalse();
    assertThat(settings.duration("visit.idle")).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void aValueThatCannotBeUsedIsNamedInOneSentence() {
    assertThatThrownBy(() -> given("kiosk.port", "x").integer("kiosk.port", 0, 9))
        .hasMessage("The setting 'kiosk.port' must be a whole number from 0 to 9, not 'x'.");
    assertThatThrownBy(() -> given("visit.idle", "soon").duration("visit.idle"))
        .hasMessageContaining("'visit.idle'");
    assertThatThrownBy(() -> Settings.read(KNOWN, Path.of("/nowhere"), Map.of()))
        .isInstanceOf(SettingsException.class);
  }

  @Test
  void aSecretIsNeverShown() {
    Settings settings = given("smtp.password", "hush");
    assertThat(settings.effective()).contains("smtp.password = ***").noneMatch(this::tells);
    assertThat(settings.secret("smtp.password").toString()).isEqualTo("***");
    assertThat(settings.secret("smtp.password").reveal()).isEqualTo("hush");
    assertThatThrownBy(() -> settings.yes("smtp.password")).hasMessageNotContaining("hush");
  }

  private boolean tells(String line) {
    return line.contains("hush");
  }

  private static Settings given(String key, String value) {
    return new Settings(KNOWN, Map.of(key, value));
  }
}
