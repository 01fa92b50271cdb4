package kiosk.devices.vitale;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kiosk.devices.apdu.BerTlv;
import kiosk.devices.link.Bytes;

/// The two files of a carte Vitale that are read: identities and NIRs, one template `65` for each
/// person, in the same order. Text is Latin-1, padded with spaces; a value that starts with `00` or
/// `04 00` is empty.
final class VitaleFile {

  /// Length of the identity file of a card of few people, and of every part that is read of it.
  static final int IDENTITY_PART = 124;

  /// Length of one template with a NIR: `65 11 93 0F` and 15 characters.
  static final int NIR_RECORD = 19;

  /// A card of more people is none.
  private static final int MOST_PEOPLE = 13;

  private static final int MOST_BYTES = 2048;

  private static final int PERSON = 0x65;
  private static final int SURNAME = 0x80;
  private static final int GIVEN_NAME = 0x81;
  private static final int BIRTH_DATE = 0x82;
  private static final int NIR = 0x93;

  private VitaleFile() {}

  /// The identity file as far as it is read.
  ///
  /// @param people those whose template is whole
  /// @param right whether what is there, if nothing follows, has the form it must have
  /// @param goesOn whether something may follow: a template runs over the end of what is read, or
  ///     the last part is full to its last byte
  record Identities(Bytes bytes, List<CardPerson> people, boolean right, boolean goesOn) {

    Identities {
      people = List.copyOf(people);
    }

    /// The same with the next part of the file; an empty part is its end.
    Identities with(Bytes part) {
      if (part.length() == 0) {
        return new Identities(bytes, people, right, false);
      }
      byte[] all = Arrays.copyOf(bytes.toArray(), bytes.length() + part.length());
      System.arraycopy(part.toArray(), 0, all, bytes.length(), part.length());
      return all.length > MOST_BYTES ? wrong(bytes) : identities(Bytes.of(all));
    }
  }

  /// Reads the identity file from its start.
  static Identities identities(Bytes bytes) {
    Optional<BerTlv.Row> row = BerTlv.parse(bytes);
    if (row.isEmpty()) {
      return wrong(bytes);
    }
    List<CardPerson> people = new ArrayList<>();
    for (BerTlv object : row.get().objects()) {
      Optional<CardPerson> person = person(object);
      if (person.isEmpty()) {
        return wrong(bytes);
      }
      people.add(person.get());
    }
    boolean cut = !row.get().whole();
    int length = bytes.length();
    boolean full = length > 0 && length % IDENTITY_PART == 0 && bytes.at(length - 1) != 0;
    boolean right = !cut && !people.isEmpty() && people.size() <= MOST_PEOPLE;
    return new Identities(bytes, people, right, cut || full);
  }

  /// Puts NIRs to the people; nothing when a NIR is missing or has not its 15 characters.
  static Optional<List<CardPerson>> join(Identities identities, Bytes nirs) {
    Optional<List<BerTlv>> row = BerTlv.parseWhole(nirs);
    if (row.isEmpty() || row.get().size() < identities.people().size()) {
      return Optional.empty();
    }
    List<CardPerson> joined = new ArrayList<>();
    for (int i = 0; i < identities.people().size(); i++) {
      CardPerson person = identities.people().get(i);
      Optional<String> nir = field(row.get().get(i), NIR).filter(VitaleFile::hasFormOfNir);
      if (nir.isEmpty()) {
        return Optional.empty();
      }
      joined.add(
          new CardPerson(nir.get(), person.surname(), person.givenName(), person.birthDate()));
    }
    return Optional.of(joined);
  }

  private static Identities wrong(Bytes bytes) {
    return new Identities(bytes, List.of(), false, false);
  }

  private static Optional<CardPerson> person(BerTlv object) {
    Optional<String> surname = field(object, SURNAME);
    Optional<String> birthDate = field(object, BIRTH_DATE);
    if (surname.isEmpty() || birthDate.isEmpty() || !birthDate.get().matches("[0-9]{8}")) {
      return Optional.empty();
    }
    String givenName = field(object, GIVEN_NAME).orElse("");
    return Optional.of(new CardPerson("", surname.get(), givenName, birthDate.get()));
  }

  private static Optional<String> field(BerTlv template, int tag) {
    if (template.tag() != PERSON) {
      return Optional.empty();
    }
    return BerTlv.parseWhole(template.value())
        .flatMap(fields -> BerTlv.find(fields, tag))
        .map(field -> text(field.value()));
  }

  private static String text(Bytes value) {
    boolean empty =
        value.length() == 0
            || value.at(0) == 0
            || (value.length() > 1 && value.at(0) == 4 && value.at(1) == 0);
    return empty
        ? ""
        : new String(value.toArray(), StandardCharsets.ISO_8859_1).replace('\0', ' ').strip();
  }

  /// 15 digits, but for 2A or 2B at the department of birth (rule I1). The key is not checked here:
  /// a wrong one is the business of whoever uses the number.
  private static boolean hasFormOfNir(String nir) {
    return nir.matches("[0-9]{5}([0-9]{2}|2[AB])[0-9]{8}");
  }
}
