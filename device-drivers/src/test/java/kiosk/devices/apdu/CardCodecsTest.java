package kiosk.devices.apdu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import kiosk.devices.link.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What cards and hosts say to each other, by bytes of published sources.
class CardCodecsTest {

  /// Answers to reset of smartcard_list.txt (pcsc-tools); protocols and rates by ISO/IEC 7816-3.
  @ParameterizedTest
  @CsvSource({
    "3B 75 13 00 00 44 09 EA 90 00, false, 13, 0, 44 09 ea 90 00",
    "3F 65 25 00 2C 09 69 90 00, true, 11, 0, 2c 09 69 90 00",
    "3B AC 00 40 2A 00 12 25 00 64 80 00 03 10 00 90 00, false, 11, 0, 00 12 25 00 64 80 00 03 10 00 90 00",
    "3B 67 00 00 2D 20 16 01 78 90 00, false, 11, 0, 2d 20 16 01 78 90 00",
    "3B 00, false, 11, 0, ''"
  })
  void anAnswerToResetSaysConventionRateAndProtocol(
      String hex, boolean inverse, String rate, int protocol, String historical) {
    Atr atr = Atr.parse(Bytes.ofHex(hex)).orElseThrow();
    assertThat(atr.inverse()).isEqualTo(inverse);
    assertThat(atr.rate()).isEqualTo(Integer.parseInt(rate, 16));
    assertThat(atr.firstProtocol()).isEqualTo(protocol);
    assertThat(atr.historical().hex()).isEqualTo(historical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3B",
        "41 00",
        "3B 75 13 00 00 44 09 EA 90",
        "3B 75 13 00 00 44 09 EA 90 00 00",
        "3B 81 31 FF"
      })
  void anAnswerToResetOfAnotherFormIsRefused(String hex) {
    assertThat(Atr.parse(Bytes.ofHex(hex))).isEmpty();
  }

  /// 4 MHz: 10753 and 43011 bits a second (card-reader standards' own arithmetic, 7816-3 table 7,
  // 8).
  @Test
  void theRateOfACarteVitaleIsFourTimesTheInitialOne() {
    assertThat(BitRate.INITIAL.baud(4_000_000)).isEqualTo(10752);
    assertThat(BitRate.of(0x13).baud(4_000_000)).isEqualTo(43010);
    assertThat(BitRate.of(0x13).nanosFor(188, 4_000_000, 12)).isEqualTo(52_452_000);
  }

  /// Seen on the wire of libccid 1.5.2 with the same card.
  @Test
  void theNegotiationOfTheRateIsThatOfTheRecordedDriver() {
    assertThat(new Pps(0, 0x13).encode().hex()).isEqualTo("ff 10 13 fc");
    assertThat(Pps.parse(Bytes.ofHex("FF 10 13 FC"))).contains(new Pps(0, 0x13));
    assertThat(Pps.parse(Bytes.ofHex("FF 00 FF"))).contains(new Pps(0, Atr.DEFAULT_RATE));
    assertThat(Pps.parse(Bytes.ofHex("FF 10 13 FD"))).isEmpty();
  }

  /// The IFS request and answer seen on the wire of libccid 1.5.2.
  @Test
  void aBlockEndsWithTheXorOfAllItsBytes() {
    T1Block request = new T1Block(T1Block.IFS_REQUEST, Bytes.ofHex("FE"));
    assertThat(request.encode(false).hex()).isEqualTo("00 c1 01 fe 3e");
    assertThat(T1Block.parse(Bytes.ofHex("00 E1 01 FE 1E"), false))
        .contains(new T1Block(T1Block.IFS_REQUEST | T1Block.S_ANSWER, Bytes.ofHex("FE")));
    assertThat(T1Block.parse(Bytes.ofHex("00 E1 01 FE 1F"), false)).isEmpty();
  }

  /// CRC-16/X-25 of "123456789" is 906E (the catalogue's check value); here over a whole block.
  @Test
  void aBlockWithACrcIsReadBackAndADamagedOneIsNot() {
    T1Block block = T1Block.information(1, true, Bytes.ofHex("00 B0 82 00 13"));
    byte[] raw = block.encode(true).toArray();
    assertThat(T1Block.parse(Bytes.of(raw), true)).contains(block);
    for (int i = 1; i < raw.length; i++) {
      byte[] damaged = raw.clone();
      damaged[i] ^= 0x10;
      assertThat(T1Block.parse(Bytes.of(damaged), true)).isEmpty();
    }
  }

  /// ISO/IEC 7816-3, section 12.1: the four cases of a command.
  @ParameterizedTest
  @CsvSource({
    "00 A4 00 00, 0, 0, 00 a4 00 00 00",
    "00 B0 82 00 00, 0, 256, 00 b0 82 00 00",
    "00 B0 82 00 13, 0, 19, 00 b0 82 00 13",
    "00 A4 00 00 02 3F 00, 2, 0, 00 a4 00 00 02 3f 00",
    "00 A4 00 00 02 3F 00 1E, 2, 30, 00 a4 00 00 02 3f 00"
  })
  void aCommandOfEachCaseIsReadAndPutIntoT0(String hex, int data, int le, String t0) {
    CommandApdu command = CommandApdu.parse(Bytes.ofHex(hex)).orElseThrow();
    assertThat(command.data().length()).isEqualTo(data);
    assertThat(command.le()).isEqualTo(le);
    assertThat(command.encode()).isEqualTo(Bytes.ofHex(hex));
    assertThat(command.encodeT0().hex()).isEqualTo(t0);
  }

  @Test
  void dataObjectsOfBothLengthFormsAndTagFormsAreRead() {
    Bytes row = Bytes.ofHex("00 65 02 80 00 7F21 81 01 AA 5F37 82 0001 BB 00 00");
    assertThat(BerTlv.parseWhole(row))
        .contains(
            List.of(
                new BerTlv(0x65, Bytes.ofHex("80 00")),
                new BerTlv(0x7F21, Bytes.ofHex("AA")),
                new BerTlv(0x5F37, Bytes.ofHex("BB"))));
  }

  @Test
  void aDataObjectThatRunsOverTheEndIsCutAndAnIndefiniteLengthIsRefused() {
    assertThat(BerTlv.parse(Bytes.ofHex("65 02 80")).map(BerTlv.Row::cutAt)).contains(0);
    assertThat(BerTlv.parse(Bytes.ofHex("80 00 65")).map(BerTlv.Row::cutAt)).contains(2);
    assertThat(BerTlv.parse(Bytes.ofHex("65 80 00 00"))).isEmpty();
    assertThat(BerTlv.parse(Bytes.ofHex("65 83 00 00 01 AA"))).isEmpty();
  }

  @Test
  void aMillionMutatedInputsNeverHangNorCrashAnyParser() {
    List<Bytes> seeds =
        List.of(
            Bytes.ofHex("3B 75 13 00 00 44 09 EA 90 00"),
            Bytes.ofHex("3B 90 11 81 31 20 45 55"),
            Bytes.ofHex("00 A4 04 00 0B D2 50 00 00 02 56 49 54 41 4C 45"),
            Bytes.ofHex("65 11 93 0F 32 38 35 30 33 34 34 31 30 39 30 32 37 32 38 90 00"),
            Bytes.ofHex("7F21 81 05 5F37 02 00 00"),
            Bytes.ofHex("00 C1 01 FE 3E"),
            Bytes.ofHex("FF 10 13 FC"));
    Random random = new Random(20_261_121);
    long understood = 0;
    for (int i = 0; i < 1_000_000; i++) {
      byte[] bytes = seeds.get(random.nextInt(seeds.size())).toArray();
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      Bytes mutated = Bytes.of(bytes, random.nextInt(2), bytes.length);
      understood += Atr.parse(mutated).isPresent() ? 1 : 0;
      understood += BerTlv.parse(mutated).filter(BerTlv.Row::whole).isPresent() ? 1 : 0;
      understood += CommandApdu.parse(mutated).isPresent() ? 1 : 0;
      understood += ResponseApdu.parse(mutated).isPresent() ? 1 : 0;
      understood += T1Block.parse(mutated, (i & 1) == 0).isPresent() ? 1 : 0;
      understood += Pps.parse(mutated).isPresent() ? 1 : 0;
    }
    assertThat(understood).isPositive();
  }

  @Test
  void aResponseKeepsItsStatusWord() {
    assertThat(ResponseApdu.parse(Bytes.ofHex("61 13")))
        .contains(new ResponseApdu(Bytes.EMPTY, 0x6113));
    assertThat(ResponseApdu.parse(Bytes.ofHex("AA 90 00")).map(ResponseApdu::encode))
        .contains(Bytes.ofHex("AA 90 00"));
    assertThat(ResponseApdu.parse(Bytes.ofHex("90"))).isEqualTo(Optional.empty());
    assertThat(ResponseApdu.parse(Bytes.ofHex("12 34"))).isEqualTo(Optional.empty());
  }
}
