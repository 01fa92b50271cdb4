package kiosk.server.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kiosk.server.account.AccountFixture;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Help: on every page, and for who has no mail.
@ExtendWith(CleanDatabase.class)
final class HelpPagesTest {

  private static final String MARIE = "2840344109528";
  private static final String RIGHT = "73059628";

  private final AccountFixture fixture;
  private final PortalFixture portal;
  private final Visitor visitor;

  HelpPagesTest(Database database) {
    this.fixture = new AccountFixture(database);
    this.portal = new PortalFixture(fixture, database);
    this.visitor = portal.visitor();
  }

  @BeforeEach
  void plant() {
    fixture.plant();
  }

  @AfterEach
  void close() {
    visitor.close();
    portal.close();
    fixture.close();
  }

  @Test
  void o6_everyPageNamesTheDeskThePhoneFromAnywhereAndAnInterpreter() {
    List<String> open =
        List.of("/", "/connexion", "/premier-acces", "/ouvrir", "/code-oublie", "/aide/email");
    open.forEach(this::offersHelp);
    visitor.open("/connexion");
    visitor.fill("/connexion", "nir", MARIE, "code", RIGHT);
    List.of("/compte", "/compte/documents", "/compte/code", "/compte/adresse")
        .forEach(this::offersHelp);
  }

  private void offersHelp(String path) {
    assertThat(visitor.open(path))
        .as(path)
        .contains(
            "36\u00a046",
            "+33\u00a01\u00a084\u00a090\u00a036\u00a046",
            "interprète en langue des signes",
            "l’accueil");
  }

  @Test
  void e12_whoGotNoMailReadsWhatToLookForUntilWhenAndWhatElseToDo() {
    assertThat(visitor.open("/aide/email"))
        .contains(
            "Votre Assurance Maladie",
            "Votre compte ameli - Confirmation de votre adresse mail",
            "7 jours",
            "21 jours",
            "indésirables (spam)",
            "anciennes conversations",
            "message le plus récent",
            "votre fournisseur ne bloque pas",
            "une adresse d’un autre fournisseur");
    assertThat(visitor.open("/aide/email?lang=en")).contains("spam", "7 days");
  }
}
