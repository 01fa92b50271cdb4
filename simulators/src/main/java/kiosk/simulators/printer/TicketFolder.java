package kiosk.simulators.printer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import kiosk.simulators.paper.PrintedTicket;

/// Where tickets fall: `NNN.png`, `NNN.txt` and `NNN.json` for each, numbered from 001 on, never
/// over what already lies there; what is pulled back goes into `bin` under the same number. The
// `json` comes last: once it is there, all three are whole.
final class TicketFolder {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Path bin;
  private int last;

  TicketFolder(Path folder) {
    this.folder = folder;
    this.bin = folder.resolve("bin");
    try {
      Files.createDirectories(bin);
      last = Math.max(highest(folder), highest(bin));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use the folder " + folder, e);
    }
  }

  /// Writes the three files; returns the ticket's number.
  int add(PrintedTicket ticket) {
    last++;
    String name = "%03d".formatted(last);
    try {
      write(name + ".png", ticket.png().toArray());
      write(name + ".txt", ticket.words().getBytes(StandardCharsets.UTF_8));
      write(name + ".json", JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json(ticket)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write ticket " + name, e);
    }
    return last;
  }

  /// The last so many tickets are pulled back.
  void retract(int tickets) {
    for (int number = last; number > last - tickets; number--) {
      for (String kind : List.of(".json", ".txt", ".png")) {
        String name = "%03d%s".formatted(number, kind);
        try {
          Files.move(folder.resolve(name), bin.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
          throw new UncheckedIOException("cannot pull back " + name, e);
        }
      }
    }
  }

  private static int highest(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToInt(TicketFolder::number).max().orElse(0);
    }
  }

  private static ObjectNode json(PrintedTicket ticket) {
    ObjectNode json = JSON.createObjectNode();
    json.put("widthDots", ticket.widthDots());
    json.put("heightDots", ticket.heightDots());
    json.put("cut", ticket.cut());
    json.put("partial", ticket.partial());
    ArrayNode codes = json.putArray("codes");
    for (PrintedTicket.Code code : ticket.codes()) {
      codes.addObject().put("type", code.type()).put("data", code.data());
    }
    ArrayNode unknown = json.putArray("unknown");
    ticket.unknown().forEach(unknown::add);
    json.put("bytes", ticket.timing().bytes());
    json.put("rowsToLastDot", ticket.timing().rowsToLastDot());
    json.put("firstByteToLastDotMillis", ticket.timing().took().toNanos() / 1e6);
    return json;
  }

  /// Whoever looks at the folder sees whole files only.
  private void write(String name, byte[] content) throws IOException {
    Path fresh = folder.resolve("." + name + ".new");
    Files.write(fresh, content);
    Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private static int number(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.indexOf('.');
    String digits = dot < 0 ? name : name.substring(0, dot);
    return digits.matches("[0-9]{3,8}") ? Integer.parseInt(digits) : 0;
  }
}
