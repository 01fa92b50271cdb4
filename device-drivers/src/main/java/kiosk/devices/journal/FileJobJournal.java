package kiosk.devices.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.zip.CRC32C;

/// The journal as a file of lines, each with its checksum: `crc32c job stage bytes cuts retracted`.
///
/// What a crash left half written at the end is cut off at the next opening.
public final class FileJobJournal implements JobJournal, AutoCloseable {

  /// Beyond this the old file is put aside when the journal is opened.
  private static final long LARGEST = 1 << 20;

  private final FileChannel file;
  private Optional<JobNote> last = Optional.empty();

  private FileJobJournal(FileChannel file) {
    this.file = file;
  }

  /// Opens a journal, or makes a new one.
  ///
  /// @throws IOException when the file cannot be read or written
  public static FileJobJournal open(Path path) throws IOException {
    Path old = path.resolveSibling(path.getFileName() + ".old");
    List<JobNote> notes = new ArrayList<>();
    long whole = readWhole(path, notes);
    if (whole > LARGEST) {
      Files.move(path, old, StandardCopyOption.ATOMIC_MOVE);
      whole = 0;
    } else if (whole == 0) {
      // A crash may have come between putting aside and the first line.
      readWhole(old, notes);
    }
    FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    file.truncate(whole);
    file.position(whole);
    FileJobJournal journal = new FileJobJournal(file);
    if (!notes.isEmpty()) {
      journal.last = Optional.of(notes.getLast());
    }
    if (whole == 0 && !notes.isEmpty()) {
      journal.keep(notes.getLast());
    }
    forceFolder(path);
    return journal;
  }

  /// A file's name is on the disk only with its folder.
  private static void forceFolder(Path path) throws IOException {
    Path folder = path.toAbsolutePath().resolveSibling("");
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  /// Reads the notes up to the first line that is not whole; gives the length of what is.
  private static long readWhole(Path path, List<JobNote> notes) throws IOException {
    if (!Files.exists(path)) {
      return 0;
    }
    String text = Files.readString(path, StandardCharsets.ISO_8859_1);
    int from = 0;
    int end = text.indexOf('\n');
    while (end >= 0) {
      Optional<JobNote> note = parse(text.substring(from, end));
      if (note.isEmpty()) {
        return from;
      }
      notes.add(note.get());
      from = end + 1;
      end = text.indexOf('\n', from);
    }
    return from;
  }

  @Override
  public void keep(JobNote note) throws IOException {
    long whole = file.position();
    try {
      write(note);
    } catch (IOException e) {
      // Nothing may stand behind half a line: at the next opening it would be cut off with it.
      file.truncate(whole);
      file.position(whole);
      throw e;
    }
    last = Optional.of(note);
  }

  private void write(JobNote note) throws IOException {
    ByteBuffer line = ByteBuffer.wrap((line(note) + "\n").getBytes(StandardCharsets.ISO_8859_1));
    while (line.hasRemaining()) {
      file.write(line);
    }
    if (note.stage() == JobStage.SENDING || note.stage().isEnd()) {
      file.force(false);
    }
  }

  @Override
  public Optional<JobNote> last() {
    return last;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static String line(JobNote note) {
    String content =
        "%s %s %d %d %d"
            .formatted(
                note.job(),
                note.stage(),
                note.bytes(),
                note.tally().cuts().orElse(-1),
                note.tally().retracted().orElse(-1));
    return "%08x %s".formatted(checksum(content), content);
  }

  private static Optional<JobNote> parse(String line) {
    String[] words = line.split(" ", -1);
    if (words.length != 6 || !line.equals("%08x %s".formatted(checksum(rest(line)), rest(line)))) {
      return Optional.empty();
    }
    return Optional.of(
        new JobNote(
            UUID.fromString(words[1]),
            JobStage.valueOf(words[2]),
            Integer.parseInt(words[3]),
            new Tally(count(words[4]), count(words[5]))));
  }

  private static String rest(String line) {
    return line.substring(line.indexOf(' ') + 1);
  }

  private static OptionalLong count(String word) {
    long count = Long.parseLong(word);
    return count < 0 ? OptionalLong.empty() : OptionalLong.of(count);
  }

  private static long checksum(String content) {
    CRC32C crc = new CRC32C();
    crc.update(content.getBytes(StandardCharsets.ISO_8859_1));
    return crc.getValue();
  }
}
