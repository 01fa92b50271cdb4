package kiosk.server.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import kiosk.server.account.AccountFixture;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// From a first code to a validated address, and what can be changed after.
@ExtendWith(CleanDatabase.class)
final class FirstUseTest {

  private static final String MARIE = "2840344109528";
  private static final String CODE = "Été-à-la-mer7";
  private static final String PERSONALISING = "Étape 3 sur 4\u00a0: personnalisation";
  private static final String VALIDATING = "Étape 4 sur 4\u00a0: validation";

  private final AccountFixture fixture;
  private final PortalFixture portal;
  private final Visitor visitor;

  FirstUseTest(Database database) {
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
  void o2_o3_o4_c2_c3_p1_p2_e1_e4_e9_e11_theFirstUseWithAProvisionalCode() {
    assertThat(visitor.open("/")).contains("Étape 1 sur 4\u00a0: accès");
    assertThat(visitor.open("/connexion")).contains("Étape 2 sur 4\u00a0: connexion");
    String page = enterNadia();
    assertThat(page).contains(PERSONALISING, "Accepter les conditions");
    assertThat(visitor.open("/compte/documents")).as("O3").contains("Accepter les conditions");
    page = visitor.fill("/compte/conditions", "terms", "accept");

    assertThat(page).contains(PERSONALISING, "Choisissez votre code personnel");
    assertThat(choose("mer7mer7", "mer7mer7")).contains("Ajoutez une lettre majuscule.");
    assertThat(choose("Mer22061991", "Mer22061991"))
        .as("C3")
        .contains("une partie de votre numéro");
    assertThat(choose(CODE, CODE + "x")).contains("Les deux saisies sont différentes.");
    page = choose(CODE, CODE);

    assertThat(page).contains(PERSONALISING, "Vos coordonnées").doesNotContain(" checked");
    page = visitor.fill("/compte/coordonnees", "mobile", "06 12 34 56 78");
    assertThat(page).as("P2").contains("Répondez par oui ou par non", "06 12 34 56 78");
    page =
        visitor.fill("/compte/coordonnees", "mobile", "+33 6 12 34 56 78", "consent-EMAIL", "no");

    assertThat(page).contains(PERSONALISING, "Donnez votre adresse mail");
    assertThat(page).as("E11").contains("Créez-en d’abord une chez le fournisseur");
    assertThat(visitor.open("/compte/documents")).as("E9").contains("Donnez votre adresse mail");
    assertThat(address("nadia@exemple.test", "nadja@exemple.test"))
        .contains("Les deux saisies sont différentes.");
    assertThat(address("marie@exemple.test", "marie@exemple.test"))
        .as("E2")
        .contains("sert déjà à un compte");
    assertThat(address("nadia@exemple.test", "nadia@exemple.test"))
        .contains(VALIDATING, "VALIDATION DE MON EMAIL");
    assertThat(visitor.open("/compte")).as("E4: logged out").contains("Connectez-vous");
    assertThat(fixture.row("SELECT yes, wording FROM consent"))
        .startsWith("false Acceptez-vous de recevoir par mail");

    assertThat(enterNadia()).as("C2: the old code is dead").contains("Ce code n’est pas le bon");
    assertThat(logIn("2910675056321", CODE)).as("E9").contains("Confirmez votre adresse mail");
    visitor.open("/confirmation/" + fixture.newestToken());
    assertThat(visitor.fill("/confirmation/" + fixture.newestToken())).contains("est confirmée");
    assertThat(visitor.open("/compte")).contains("Mes documents");
  }

  @Test
  void o3_refusingTheTermsEndsTheSessionAndChangesNothing() {
    enterNadia();
    String before = fixture.row("SELECT string_agg(a::text, ' ') FROM account a");
    assertThat(visitor.fill("/compte/conditions", "terms", "refuse"))
        .contains("Vous avez refusé les conditions");
    assertThat(visitor.open("/compte")).contains("Connectez-vous");
    assertThat(fixture.row("SELECT string_agg(a::text, ' ') FROM account a")).isEqualTo(before);
    assertThat(enterNadia()).as("the code still opens").contains("Accepter les conditions");
  }

  @Test
  void o1_o3_anAccountIsOpenedOnlineAndNothingStandsBeforeItsCodeIsChosen() {
    assertThat(portal.openPetit(visitor, "33001")).contains("Votre compte n’a pas pu être ouvert");
    assertThat(portal.openPetit(visitor, "33000")).contains("Accepter les conditions");
    assertThat(accounts()).isEqualTo("0");
    assertThat(visitor.open("/ouvrir/code")).contains("Accepter les conditions");
    assertThat(visitor.fill("/ouvrir/conditions", "terms", "refuse")).contains("refusé");
    assertThat(portal.openPetit(visitor, "33000")).contains("Accepter les conditions");
    assertThat(visitor.fill("/ouvrir/conditions", "terms", "accept")).contains("Choisissez");
    assertThat(visitor.fill("/ouvrir/code", "new", "12345678", "new2", "12345678"))
        .contains("Une suite");
    assertThat(accounts()).isEqualTo("0");
    assertThat(visitor.fill("/ouvrir/code", "new", "93618472", "new2", "93618472"))
        .contains("Vos coordonnées");
    assertThat(accounts()).isEqualTo("1");
    assertThat(portal.openPetit(visitor, "33000"))
        .as("an account that exists is not told from data that do not fit")
        .contains("Votre compte n’a pas pu être ouvert");
  }

  @Test
  void e1_aSlipInTheDomainIsAskedAboutOnceAndNeverCorrected() {
    enterNadia();
    visitor.fill("/compte/conditions", "terms", "accept");
    choose(CODE, CODE);
    visitor.fill("/compte/coordonnees", "mobile", "0612345678", "consent-EMAIL", "yes");
    for (String slip : List.of("nadia@gmial.com", "nadia@gamil.com")) {
      assertThat(address(slip, slip)).contains("Vouliez-vous", "gmail.com", "\"" + slip + "\"");
    }
    assertThat(fixture.mails()).isEmpty();
    assertThat(give("nadia@gamil.com", "nadia@gamil.com")).as("again").contains("VALIDATION");
    assertThat(fixture.mails()).hasSize(1);
  }

  @Test
  void e7_e8_theAddressThatWaitsAtEveryAge() {
    enterNadia();
    visitor.fill("/compte/conditions", "terms", "accept");
    choose(CODE, CODE);
    visitor.fill("/compte/coordonnees", "mobile", "0612345678", "consent-EMAIL", "yes");
    address("nadia@exemple.test", "nadia@exemple.test");
    fixture.advance(Duration.ofDays(7));
    assertThat(logIn("2910675056321", CODE)).contains("Confirmez votre adresse", "n•••a@e•••.test");
    fixture.advance(Duration.ofSeconds(1));
    assertThat(visitor.open("/compte")).contains("Ce lien n’est plus actif");
    assertThat(visitor.fill("/compte/adresse", "go", "same")).contains("VALIDATION DE MON EMAIL");
    assertThat(fixture.mailsWritten()).isEqualTo(2);
    fixture.advance(Duration.ofDays(21));
    assertThat(logIn("2910675056321", CODE)).contains("Ce lien n’est plus actif");
    fixture.advance(Duration.ofSeconds(1));
    assertThat(visitor.open("/compte")).contains("Donnez une adresse mail valide");
    fixture.parts().database().withConnection(fixture.emails()::forget).await();
    assertThat(visitor.open("/compte")).as("erased too").contains("Donnez une adresse mail valide");
    assertThat(address("n2@exemple.test", "n2@exemple.test")).contains("VALIDATION");
  }

  @Test
  void e3_changingTheAddressNeedsTheCodeAgainAndTellsTheOldOne() {
    logIn(MARIE, "73059628");
    assertThat(visitor.open("/compte/adresse")).as("O4").contains(PERSONALISING);
    assertThat(
            visitor.fill(
                "/compte/adresse",
                "go",
                "new",
                "email",
                "neuve@exemple.test",
                "email2",
                "neuve@exemple.test",
                "current",
                "90817263"))
        .contains("Ce code n’est pas le bon");
    assertThat(
            visitor.fill(
                "/compte/adresse",
                "go",
                "new",
                "email",
                "neuve@exemple.test",
                "email2",
                "neuve@exemple.test",
                "current",
                "73059628"))
        .contains("VALIDATION DE MON EMAIL");
    assertThat(fixture.mails().stream().map(mail -> mail.getString("to")))
        .containsExactly("neuve@exemple.test", "marie@exemple.test");
  }

  @Test
  void c2_c3_aCodeIsChangedWithTheOldOneAndWhoeverElseIsLoggedInIsOut() {
    Visitor elsewhere = portal.visitor();
    elsewhere.open("/connexion");
    assertThat(elsewhere.fill("/connexion", "nir", MARIE, "code", "73059628"))
        .contains("Mes documents");
    logIn(MARIE, "73059628");
    visitor.open("/compte/code");
    assertThat(visitor.fill("/compte/code", "current", "90817263", "new", CODE, "new2", CODE))
        .contains("Ce code n’est pas le bon");
    assertThat(visitor.fill("/compte/code", "current", "73059628", "new", CODE, "new2", CODE))
        .contains("Votre code est changé");
    assertThat(elsewhere.open("/compte")).contains("Votre session est terminée");
    elsewhere.close();
    assertThat(visitor.open("/compte")).contains("Mes documents");
    visitor.fill("/deconnexion");
    assertThat(logIn(MARIE, "73059628")).contains("Le numéro ou le code");
    assertThat(logIn(MARIE, CODE)).contains("Mes documents");
  }

  @Test
  void s1_theAttestationIsIssuedListedAndReadByItsPersonAlone() {
    logIn(MARIE, "73059628");
    visitor.open("/compte/documents");
    visitor.fill("/compte/documents", "kind", "rights");
    String file = visitor.path();
    assertThat(visitor.last().headers().firstValue("Content-Type")).contains("application/pdf");
    assertThat(visitor.last().body()).startsWith("%PDF-1.7");
    assertThat(visitor.open("/compte/documents")).contains(file, "Délivré le 20/03/2026");
    visitor.fill("/deconnexion");
    logIn("1620175001022", "84620957");
    visitor.open(file);
    assertThat(visitor.last().statusCode()).isEqualTo(404);
    visitor.open("/compte/documents");
    assertThat(visitor.fill("/compte/documents", "kind", "rights"))
        .contains("Pas d’attestation pour le moment");
  }

  @Test
  void s1_aStatementAndAllowancesAreIssuedForAMonthAndAPeriodThatThePersonChooses() {
    logIn(MARIE, "73059628");
    assertThat(visitor.open("/compte/documents/releve")).contains("février 2026", "décembre 2023");
    visitor.fill("/compte/documents/releve", "month", "2026-02");
    assertThat(visitor.last().body()).startsWith("%PDF-1.7");
    assertThat(visitor.open("/compte/documents")).contains("Relevé mensuel");
    visitor.open("/compte/documents/indemnites");
    assertThat(
            visitor.fill("/compte/documents/indemnites", "from", "31/02/2026", "to", "20/03/2026"))
        .contains("from-fault");
    assertThat(
            visitor.fill("/compte/documents/indemnites", "from", "01/02/2026", "to", "20/03/2026"))
        .contains("Aucune indemnité n’a été versée pour cette période");
  }

  @Test
  void s1_aStatementAndTheAllowancesThatWerePaidAreReadByTheirPersonAlone() {
    fixture.row(
        "INSERT INTO payment (insured_id, kind, label, first_day, last_day, paid_on, base_cents,"
            + " paid_cents) SELECT id, 'ALLOWANCE', 'Maladie', '2026-02-02', '2026-02-13',"
            + " '2026-02-17', 44191, 41230 FROM insured WHERE surname = 'DURAND' RETURNING 1");
    logIn(MARIE, "73059628");
    visitor.open("/compte/documents/indemnites");
    visitor.fill("/compte/documents/indemnites", "from", "01/02/2026", "to", "20/03/2026");
    String allowances = readPdf();
    visitor.open("/compte/documents/releve");
    visitor.fill("/compte/documents/releve", "month", "2026-02");
    String statement = readPdf();
    assertThat(visitor.open("/compte/documents"))
        .contains("href=\"" + allowances + "\">Attestation de paiement d’indemnités journalières")
        .contains("href=\"" + statement + "\">Relevé mensuel");
    visitor.fill("/deconnexion");
    logIn("1620175001022", "84620957");
    for (String file : List.of(allowances, statement)) {
      visitor.open(file);
      assertThat(visitor.last().statusCode()).isEqualTo(404);
    }
  }

  /// The file that is open is a PDF whose name tells nothing.
  private String readPdf() {
    assertThat(visitor.last().statusCode()).isEqualTo(200);
    assertThat(visitor.last().headers().firstValue("Content-Type")).contains("application/pdf");
    assertThat(visitor.last().headers().firstValue("Content-Disposition"))
        .contains("inline; filename=\"document.pdf\"");
    assertThat(visitor.last().body()).startsWith("%PDF-1.7").endsWith("%%EOF\n");
    return visitor.path();
  }

  private String enterNadia() {
    visitor.open("/premier-acces");
    return visitor.fill(
        "/premier-acces",
        "nir",
        "2910675056321",
        "surname",
        "Benali",
        "birth",
        "22061991",
        "postcode",
        "75011",
        "code",
        "4821");
  }

  private String logIn(String nir, String code) {
    visitor.open("/connexion");
    return visitor.fill("/connexion", "nir", nir, "code", code);
  }

  private String choose(String code, String again) {
    return visitor.fill("/compte/code", "new", code, "new2", again);
  }

  private String address(String address, String again) {
    visitor.open("/compte/adresse");
    return give(address, again);
  }

  private String give(String address, String again) {
    return visitor.fill("/compte/adresse", "go", "new", "email", address, "email2", again);
  }

  private String accounts() {
    return fixture.row(
        "SELECT count(*) FROM account a JOIN insured i ON i.id = a.insured_id"
            + " WHERE i.surname = 'PETIT'");
  }
}
