package kiosk.server.insured;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kiosk.contract.Nir;
import kiosk.contract.settings.SettingsException;
import kiosk.server.payment.Payment;
import org.jspecify.annotations.Nullable;

/// An extract of the registry, as a file gives it. Days are told from the day of import, so that a
/// file of invented people never grows old.
public record RegistryExtract(List<Entry> people) {

  /// Days from care, or from the last day of an allowance, to its payment.
  private static final int PAID_AFTER = 3;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  public RegistryExtract {
    people = List.copyOf(present(people, "people"));
    Set<Nir> seen = new HashSet<>();
    for (Entry entry : people) {
      require(seen.add(entry.number()), "the same nir stands twice");
    }
  }

  /// One insured person.
  ///
  /// @param nir 13 characters
  /// @param rightsFromDaysAgo how many days ago the rights began
  /// @param rightsForDays how many days they last
  /// @param account what the account holds, if there is one
  /// @param payments what the caisse paid, if the file says so
  public record Entry(
      String nir,
      String surname,
      String givenNames,
      String birthDate,
      List<String> address,
      String postcode,
      String scheme,
      String caisse,
      int rightsFromDaysAgo,
      int rightsForDays,
      Optional<String> exemption,
      Optional<String> medecinTraitant,
      List<Dependent> beneficiaries,
      boolean cardOpposed,
      Optional<AccountEntry> account,
      @Nullable List<PaymentEntry> payments) {

    public Entry {
      require(Nir.parse(present(nir, "nir")).isPresent(), "nir is not one");
      present(surname, "surname");
      present(givenNames, "givenNames");
      requireBirthDate(birthDate);
      address = List.copyOf(present(address, "address"));
      present(postcode, "postcode");
      present(scheme, "scheme");
      present(caisse, "caisse");
      require(rightsForDays >= 0, "rightsForDays is below 0");
      beneficiaries = List.copyOf(present(beneficiaries, "beneficiaries"));
      payments = payments == null ? List.of() : List.copyOf(payments);
    }

    /// What was paid; a file may be silent about it.
    @Override
    public List<PaymentEntry> payments() {
      return payments == null ? List.of() : payments;
    }

    Nir number() {
      return Nir.parse(nir).orElseThrow();
    }

    @Override
    public String toString() {
      return "Entry";
    }
  }

  /// Somebody whose rights hang on the insured person's.
  public record Dependent(
      String nir, String surname, String givenNames, String birthDate, int rank) {

    public Dependent {
      require(Nir.parse(present(nir, "nir")).isPresent(), "nir is not one");
      present(surname, "surname");
      present(givenNames, "givenNames");
      requireBirthDate(birthDate);
    }

    Nir number() {
      return Nir.parse(nir).orElseThrow();
    }

    @Override
    public String toString() {
      return "Dependent";
    }
  }

  /// What the account of a person holds at first import; it belongs to the person from then on.
  ///
  /// @param personalCode its 8 to 13 digits, if one was chosen
  /// @param provisionalCode its 4 digits, if one was issued and not replaced
  public record AccountEntry(
      Optional<String> personalCode,
      Optional<String> provisionalCode,
      int provisionalIssuedDaysAgo,
      boolean codeLocked,
      boolean termsAccepted,
      Optional<String> mobile,
      Optional<EmailEntry> email) {

    public AccountEntry {
      require(
          personalCode.filter(code -> !code.matches("[0-9]{8,13}")).isEmpty(),
          "personalCode is not 8 to 13 digits");
      require(
          provisionalCode.filter(code -> !code.matches("[0-9]{4}")).isEmpty(),
          "provisionalCode is not 4 digits");
    }

    @Override
    public String toString() {
      return "AccountEntry";
    }
  }

  /// A payment, told from the month of import, so that a month keeps its content until the next.
  ///
  /// @param monthsAgo 0 for the month of import
  /// @param day of that month; the last day when the month is shorter
  /// @param days how many days an allowance is for; 1 for care
  public record PaymentEntry(
      Payment.Kind kind,
      String label,
      int monthsAgo,
      int day,
      int days,
      long baseCents,
      long paidCents) {

    public PaymentEntry {
      present(kind, "kind");
      present(label, "label");
      require(monthsAgo >= 0 && day >= 1 && day <= 31 && days >= 1, "a payment has no such day");
    }

    /// The payment, if its day has come.
    Optional<Payment> on(LocalDate today) {
      YearMonth month = YearMonth.from(today).minusMonths(monthsAgo);
      LocalDate from = month.atDay(Math.min(day, month.lengthOfMonth()));
      LocalDate to = from.plusDays(days - 1L);
      LocalDate paid = to.plusDays(PAID_AFTER);
      return paid.isAfter(today)
          ? Optional.empty()
          : Optional.of(new Payment(kind, label, from, to, paid, baseCents, paidCents));
    }

    @Override
    public String toString() {
      return "PaymentEntry";
    }
  }

  /// The address of an account.
  ///
  /// @param sentDaysAgo when the link was sent, if it still waits
  public record EmailEntry(String address, EmailState state, int sentDaysAgo) {

    public EmailEntry {
      present(address, "address");
      present(state, "state");
    }

    @Override
    public String toString() {
      return "EmailEntry";
    }
  }

  /// Whether an address was confirmed.
  public enum EmailState {
    VALIDATED,
    WAITING
  }

  /// Reads a file.
  ///
  /// @throws SettingsException in one line that names the place in the file and quotes nothing
  public static RegistryExtract read(Path file) {
    try {
      return MAPPER.readValue(Files.readString(file), RegistryExtract.class);
    } catch (JacksonException e) {
      throw new SettingsException("The registry extract " + file + " is wrong" + place(e));
    } catch (IOException e) {
      throw new SettingsException("Cannot read the registry extract " + file + ".");
    }
  }

  private static String place(JacksonException e) {
    StringBuilder place = new StringBuilder();
    if (e.getLocation() != null) {
      place.append(" at line ").append(e.getLocation().getLineNr());
    }
    if (e instanceof JsonMappingException mapping) {
      place.append(" in ");
      for (JsonMappingException.Reference step : mapping.getPath()) {
        boolean field = step.getFieldName() != null;
        place.append(field ? "." + step.getFieldName() : "[" + step.getIndex() + "]");
      }
    }
    // Our own words name a field; the parser's could quote a value.
    Throwable cause = e instanceof ValueInstantiationException ? e.getCause() : null;
    return place + (cause == null ? "." : ": " + cause.getMessage() + ".");
  }

  private static void requireBirthDate(String birthDate) {
    require(present(birthDate, "birthDate").matches("[0-9]{8}"), "birthDate is not AAAAMMJJ");
  }

  /// JSON can leave out what the record's type promises.
  private static <T> T present(T value, String name) {
    require(value != null, name + " is missing");
    return value;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
