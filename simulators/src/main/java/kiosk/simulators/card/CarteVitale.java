package kiosk.simulators.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kiosk.devices.apdu.Atr;
import kiosk.devices.apdu.BerTlv;
import kiosk.devices.apdu.Pps;
import kiosk.devices.apdu.ResponseApdu;
import kiosk.devices.link.Bytes;
import kiosk.simulators.persona.Persona;
import org.jspecify.annotations.Nullable;

/// A carte Vitale 2 of a persona: T=0, known files, and for every other thing the status word of
/// ISO/IEC 7816-4.
///
/// Identities, NIRs, pointers and validity are where public readers find them. The file of rights
/// is **our own modelling**: the layout of a real card's protected files is not public.
public final class CarteVitale implements SimulatedCard {

  private static final Bytes ATR = Bytes.ofHex("3B 75 13 00 00 44 09 EA 90 00");
  private static final Bytes MF_AID = Bytes.ofHex("D250000002 4D465F564954414C45");
  private static final Bytes VITALE_AID = Bytes.ofHex("D250000002 564954414C45");

  private static final int SELECT = 0xA4;
  private static final int READ_BINARY = 0xB0;
  private static final int GET_RESPONSE = 0xC0;

  private static final int NOT_ALLOWED = 0x6982;
  private static final int NO_FILE_SELECTED = 0x6986;
  private static final int WRONG_PARAMETERS = 0x6A86;
  private static final int FILE_NOT_FOUND = 0x6A82;
  private static final int WRONG_OFFSET = 0x6B00;
  private static final int WRONG_LENGTH = 0x6700;

  private final String id;
  private final DedicatedFile mf;
  private final DedicatedFile vitale;
  private DedicatedFile folder;
  private @Nullable ElementaryFile file;
  private Bytes ready = Bytes.EMPTY;
  private boolean negotiable;

  /// The card of a person of the deck.
  public CarteVitale(Persona persona) {
    this.id = persona.id();
    List<Persona.OnCard> people = new ArrayList<>();
    people.add(persona.holder());
    people.addAll(persona.beneficiaries());
    this.mf = masterFile(persona, people);
    this.vitale = application(people);
    this.folder = mf;
  }

  private static DedicatedFile masterFile(Persona persona, List<Persona.OnCard> people) {
    return new DedicatedFile(
        0x3F00,
        MF_AID,
        List.of(
            ElementaryFile.of(0x2F00, new BerTlv(0x4F, VITALE_AID).encode()),
            ElementaryFile.of(0x2F02, Content.text(0x5A, cardNumber(persona))),
            ElementaryFile.of(0xD001, 2, Content.identities(people))));
  }

  private static DedicatedFile application(List<Persona.OnCard> people) {
    Bytes pointers =
        Content.pointers(
            MF_AID,
            VITALE_AID,
            List.of("NIR", "VALIDITE", "DROITS"),
            List.of(0xD002, 0xD003, 0xD010));
    Bytes validity = new BerTlv(0x66, Content.text(0x80, "20190101")).encode();
    return new DedicatedFile(
        0,
        VITALE_AID,
        List.of(
            ElementaryFile.of(0xD002, 2, Content.nirs(people)),
            ElementaryFile.of(0x2001, pointers),
            ElementaryFile.of(0xD003, validity),
            ElementaryFile.locked(0xD010, Content.text(0x80, "DROITS"))));
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Optional<Bytes> reset() {
    folder = mf;
    file = null;
    ready = Bytes.EMPTY;
    negotiable = true;
    return Optional.of(ATR);
  }

  @Override
  public Optional<Bytes> negotiate(Bytes request) {
    Optional<Pps> pps = Pps.parse(request);
    boolean taken =
        negotiable
            && pps.isPresent()
            && pps.get().protocol() == 0
            && (pps.get().rate() == 0x13 || pps.get().rate() == Atr.DEFAULT_RATE);
    negotiable = false;
    return taken ? Optional.of(request) : Optional.empty();
  }

  @Override
  public Bytes transmit(Bytes tpdu) {
    negotiable = false;
    return answer(tpdu).encode();
  }

  private ResponseApdu answer(Bytes tpdu) {
    if (tpdu.length() < 4) {
      return sw(WRONG_LENGTH);
    }
    if (tpdu.at(0) != 0) {
      return sw(0x6E00);
    }
    Bytes waiting = ready;
    ready = Bytes.EMPTY;
    int p3 = tpdu.length() > 4 ? tpdu.at(4) : 0;
    return switch (tpdu.at(1)) {
      case SELECT -> select(tpdu.at(2), tpdu.at(3), dataOf(tpdu), p3);
      case READ_BINARY -> read(tpdu.at(2), tpdu.at(3), p3);
      case GET_RESPONSE -> give(waiting, 0, p3);
      default -> sw(0x6D00);
    };
  }

  /// By file identifier (P1 00 or 02) or by name (P1 04) (ISO/IEC 7816-4, section 7.1.1).
  private ResponseApdu select(int p1, int p2, Bytes name, int lc) {
    if (name.length() != lc) {
      return sw(WRONG_LENGTH);
    }
    if (p1 != 4 && ((p1 != 0 && p1 != 2) || lc != 2)) {
      return sw(WRONG_PARAMETERS);
    }
    Optional<Bytes> control = p1 == 4 ? byName(name) : byId(name.at(0) << 8 | name.at(1));
    if (control.isEmpty()) {
      return sw(FILE_NOT_FOUND);
    }
    if ((p2 & 0x0C) == 0x0C) {
      return sw(0x9000);
    }
    ready = control.get();
    return sw(0x6100 | ready.length());
  }

  private Optional<Bytes> byName(Bytes name) {
    return Stream.of(mf, vitale).filter(df -> df.aid().equals(name)).findFirst().map(this::enter);
  }

  private Optional<Bytes> byId(int wanted) {
    if (wanted == mf.id()) {
      return Optional.of(enter(mf));
    }
    Optional<ElementaryFile> found = folder.byId(wanted);
    found.ifPresent(ef -> file = ef);
    return found.map(ElementaryFile::control);
  }

  private static Bytes dataOf(Bytes tpdu) {
    return tpdu.slice(Math.min(5, tpdu.length()), tpdu.length());
  }

  private Bytes enter(DedicatedFile entered) {
    folder = entered;
    file = null;
    return entered.control();
  }

  /// By short file identifier (bit 8 of P1) or from the current file (section 7.2.3).
  private ResponseApdu read(int p1, int p2, int le) {
    int offset = p1 << 8 | p2;
    if ((p1 & 0x80) != 0) {
      Optional<ElementaryFile> found = folder.byShortId(p1 & 0x1F);
      if (found.isEmpty()) {
        return sw(FILE_NOT_FOUND);
      }
      file = found.get();
      offset = p2;
    }
    ElementaryFile current = file;
    if (current == null) {
      return sw(NO_FILE_SELECTED);
    }
    return current.open() ? give(current.content(), offset, le) : sw(NOT_ALLOWED);
  }

  /// Exactly `le` bytes, or the word that says how many there are (ISO/IEC 7816-3, 12.2.1).
  private static ResponseApdu give(Bytes content, int offset, int le) {
    int left = content.length() - offset;
    if (left <= 0) {
      return sw(content.length() == 0 ? 0x6985 : WRONG_OFFSET);
    }
    int wanted = le == 0 ? 256 : le;
    if (wanted > left) {
      return sw(0x6C00 | (left & 0xFF));
    }
    return new ResponseApdu(content.slice(offset, offset + wanted), 0x9000);
  }

  private static ResponseApdu sw(int word) {
    return new ResponseApdu(Bytes.EMPTY, word);
  }

  /// An invented number that is the same for a person on any day.
  private static String cardNumber(Persona persona) {
    return "80250%010d00000".formatted(Integer.toUnsignedLong(persona.id().hashCode()));
  }
}
