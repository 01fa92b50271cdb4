package kiosk.devices.vitale;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import kiosk.devices.apdu.CommandApdu;
import kiosk.devices.apdu.ResponseApdu;
import kiosk.devices.cardreader.CardChannel;
import kiosk.devices.cardreader.CardException;
import kiosk.devices.cardreader.CardKind;
import kiosk.devices.cardreader.CardReader;
import kiosk.devices.link.Bytes;

/// Reads a carte Vitale in four exchanges of known length: select MF, identities, select the
/// application VITALE, NIRs. A card of more people than 124 bytes of identities hold costs one
/// exchange more for each 124.
///
/// The files are those that three public readers parse (cardpeek's `vitale_2.lua`, a pyscard and a
/// Node reader); the specification is not public.
public final class VitaleReader {

  private static final CommandApdu SELECT_MF =
      CommandApdu.of(0x00, 0xA4, 0x00, 0x00, Bytes.ofHex("3F00"));

  /// AID of the application: the registered issuer D250000002 and "VITALE".
  private static final CommandApdu SELECT_VITALE =
      CommandApdu.of(0x00, 0xA4, 0x04, 0x00, Bytes.ofHex("D250000002 564954414C45"));

  /// READ BINARY with short file identifier 2, offset 0 (ISO/IEC 7816-4, section 7.2.3).
  private static final CommandApdu READ_SFI_2 = CommandApdu.of(0x00, 0xB0, 0x82, 0x00, 0);

  /// What is worth a second reading of the same card, after a reset: the reading changes nothing.
  private static final Set<CardException.Reason> WORTH_ANOTHER_TRY =
      EnumSet.of(CardException.Reason.PROTOCOL, CardException.Reason.TIMEOUT);

  private VitaleReader() {}

  /// Reads the card in the slot, twice when the first conversation breaks for a reason that a reset
  /// mends. The future never fails but for a bug.
  public static CompletableFuture<CardReading> read(CardReader reader) {
    return reader
        .converse(VitaleReader::read)
        .exceptionallyCompose(
            first ->
                worthAnotherTry(first)
                    ? reader.converse(VitaleReader::read)
                    : CompletableFuture.failedFuture(first))
        .exceptionallyCompose(VitaleReader::failed);
  }

  /// Reads the card of a conversation.
  public static CardReading read(CardChannel card) throws CardException {
    CardKind kind = CardKind.of(card.atr());
    if (kind != CardKind.VITALE) {
      return new CardReading.OtherCard(kind);
    }
    if (!selected(card.transmit(SELECT_MF))) {
      return new CardReading.Malformed("MF");
    }
    VitaleFile.Identities identities = readIdentities(card);
    if (!identities.right()) {
      return new CardReading.Malformed("identities");
    }
    if (!selected(card.transmit(SELECT_VITALE))) {
      return new CardReading.Malformed("application VITALE");
    }
    int length = VitaleFile.NIR_RECORD * identities.people().size();
    ResponseApdu nirs = card.transmit(READ_SFI_2.withLe(length));
    return VitaleFile.join(identities, nirs.data())
        .<CardReading>map(
            people -> new CardReading.Vitale(people.getFirst(), people.subList(1, people.size())))
        .orElse(new CardReading.Malformed("NIR"));
  }

  private static VitaleFile.Identities readIdentities(CardChannel card) throws CardException {
    ResponseApdu part = card.transmit(READ_SFI_2.withLe(VitaleFile.IDENTITY_PART));
    VitaleFile.Identities read = VitaleFile.identities(part.data());
    while (read.goesOn()) {
      int offset = read.bytes().length();
      part =
          card.transmit(
              CommandApdu.of(0x00, 0xB0, offset >> 8, offset & 0xFF, VitaleFile.IDENTITY_PART));
      read = read.with(part.data());
    }
    return read;
  }

  /// A card may say 90 00, or 61 xx: done, and there would be more to tell of the file.
  private static boolean selected(ResponseApdu answer) {
    return answer.ok() || answer.sw1() == 0x61;
  }

  private static CompletionStage<CardReading> failed(Throwable thrown) {
    return root(thrown) instanceof CardException e
        ? CompletableFuture.completedFuture(new CardReading.Failed(e.reason()))
        : CompletableFuture.failedFuture(root(thrown));
  }

  private static boolean worthAnotherTry(Throwable thrown) {
    return root(thrown) instanceof CardException e && WORTH_ANOTHER_TRY.contains(e.reason());
  }

  private static Throwable root(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return thrown instanceof CompletionException && cause != null ? cause : thrown;
  }
}
