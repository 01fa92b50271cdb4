package kiosk.server.insured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import kiosk.contract.settings.SettingsException;
import kiosk.server.account.AccountFixture;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Extracts of the registry, good and bad.
@ExtendWith(CleanDatabase.class)
final class RegistryExtractTest {

  private static final String GOOD =
      """
      {"people": [
        {"nir": "2840344109528", "surname": "DURAND", "givenNames": "Marie",
         "birthDate": "19840317", "address": ["12 rue des Exemples"], "postcode": "44000",
         "scheme": "Régime général", "caisse": "Caisse", "rightsFromDaysAgo": 1,
         "rightsForDays": 365, "exemption": null, "medecinTraitant": null,
         "beneficiaries": [], "cardOpposed": false, "account": null}
      ]}
      """;

  @TempDir private Path folder;

  @Test
  void aGoodExtractIsRead() throws IOException {
    RegistryExtract extract = read(GOOD);
    assertThat(extract.people()).hasSize(1);
    assertThat(extract.people().getFirst().account()).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "\"2840344109528\"~\"284034410952\"~nir is not one",
        "\"2840344109528\"~\"284034410952813\"~nir is not one",
        "\"nir\": \"2840344109528\",~ ~nir is missing",
        "\"19840317\"~\"1984-03-17\"~birthDate is not AAAAMMJJ",
        "\"rightsForDays\": 365~\"rightsForDays\": -1~rightsForDays is below 0",
        "\"cardOpposed\"~\"cardOposed\"~cardOpposed",
        "\"rightsForDays\": 365~\"rightsForDays\": \"long\"~rightsForDays",
        "]}~]~at line"
      })
  void aBadExtractIsToldInOneLineThatQuotesNobody(String good, String bad, String told) {
    assertThatThrownBy(() -> read(GOOD.replace(good, bad == null ? "" : bad)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(told)
        .hasMessageMatching("[^\n]*")
        .hasMessageNotContainingAny("DURAND", "2840344109528", "284034410952");
  }

  @Test
  void onePersonTwiceIsRefused() {
    String person = GOOD.substring(GOOD.indexOf("{\"nir\""), GOOD.lastIndexOf("]}"));
    assertThatThrownBy(() -> read(GOOD.replace(person, person + "," + person)))
        .hasMessageContaining("the same nir stands twice");
  }

  @Test
  void importingAgainChangesNoAccountAndAddsNobody(Database database) {
    AccountFixture fixture = new AccountFixture(database);
    fixture.plant();
    String before = fixture.row("SELECT string_agg(c::text, '|') FROM access_code c");
    fixture.seed();
    assertThat(fixture.row("SELECT count(*) FROM insured")).isEqualTo("6");
    assertThat(fixture.row("SELECT count(*) FROM beneficiary")).isEqualTo("1");
    assertThat(fixture.row("SELECT string_agg(c::text, '|') FROM access_code c")).isEqualTo(before);
    fixture.close();
  }

  private RegistryExtract read(String json) throws IOException {
    return RegistryExtract.read(Files.writeString(folder.resolve("people.json"), json));
  }
}
