package kiosk.simulators.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import kiosk.devices.link.Bytes;

/// All mails, in memory and as files `NNNN.eml` that outlive the process. Thread-safe.
///
final class Mailbox {

  private final Path folder;
  private final InstantSource clock;
  private final List<ReceivedMail> mails = new ArrayList<>();

  /// Reads what earlier runs have left.
  Mailbox(Path folder, InstantSource clock) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.clock = clock;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".eml")).sorted().toList()) {
        mails.add(MailParser.parse(mails.size() + 1, Bytes.of(Files.readAllBytes(file))));
      }
    }
  }

  /// Keeps a mail; when this returns, it is on disk.
  synchronized void add(List<String> recipients, byte[] content) throws IOException {
    Bytes raw = MailParser.stamp(recipients, clock.instant(), content);
    int number = mails.size() + 1;
    Path part = Files.write(folder.resolve("mail.part"), raw.toArray());
    Path file = folder.resolve("%04d.eml".formatted(number));
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    mails.add(MailParser.parse(number, raw));
    notifyAll();
  }

  synchronized List<ReceivedMail> all() {
    return List.copyOf(mails);
  }

  /// Waits for the first mail, old or new, that is wanted.
  synchronized ReceivedMail await(Predicate<ReceivedMail> wanted, Duration patience)
      throws InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + patience.toNanos();
    int seen = 0;
    while (true) {
      for (; seen < mails.size(); seen++) {
        if (wanted.test(mails.get(seen))) {
          return mails.get(seen);
        }
      }
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new TimeoutException("no such mail among " + mails.size());
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
