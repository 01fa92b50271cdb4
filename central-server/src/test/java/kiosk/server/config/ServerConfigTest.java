package kiosk.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import kiosk.contract.fleet.Figures;
import kiosk.contract.settings.Settings;
import kiosk.contract.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServerConfigTest {

  @Test
  void everyStandardValueCanBeUsed() {
    ServerConfig config = ServerConfig.of(new Settings(ServerConfig.SETTINGS, Map.of()));
    assertThat(config.database().embedded()).isTrue();
    assertThat(config.kiosks()).isEqualTo(new Endpoint("127.0.0.1", 8443));
    assertThat(config.standby()).isFalse();
  }

  @Test
  void anUnknownKeyRefusesToStartAndNamesTheNearest() {
    assertThatThrownBy(() -> new Settings(ServerConfig.SETTINGS, Map.of("database.prot", "1")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("'database.prot'")
        .hasMessageContaining("'database.port'")
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource({
    "services, maybe",
    "kiosk.port, 70000",
    "public.url, http://127.0.0.1:8080/",
    "public.url, javascript:x",
    "cluster.members, a b",
    "smtp.starttls, perhaps",
    "email.drop-plus-tag, perhaps",
    "code.desk-days, 1",
    "code.desk-days, 15d",
    "code.mailed-minutes, 4",
    "code.copy-minutes, 1",
    "code.copy-minutes, 61",
    "documents.months, 1",
    "mail.give-up-days, 1",
    "code.provisional-tries, 0",
    "code.tries-in-row, 4",
    "code.tries-in-day, 9",
    "code.first-wait, 2h",
    "email.checks-a-session, 0",
    "email.link-days, 1",
    "email.link-days, a week",
    "email.kept-days, 6",
  })
  void aValueThatCannotBeUsedIsNamed(String key, String value) {
    assertThatThrownBy(
            () -> ServerConfig.of(new Settings(ServerConfig.SETTINGS, Map.of(key, value))))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("'" + key + "'");
  }

  @Test
  void kiosksAreToldTheFiguresThatAreSet() {
    Map<String, String> set =
        Map.of(
            "code.desk-days", "11",
            "code.mailed-minutes", "22",
            "email.link-days", "3",
            "email.kept-days", "14",
            "documents.months", "25");
    assertThat(ServerConfig.of(new Settings(ServerConfig.SETTINGS, set)).figures())
        .isEqualTo(new Figures(11, 22, 3, 14, 25));
    assertThat(ServerConfig.of(new Settings(ServerConfig.SETTINGS, Map.of())).figures())
        .isEqualTo(Figures.STANDARD);
  }
}
