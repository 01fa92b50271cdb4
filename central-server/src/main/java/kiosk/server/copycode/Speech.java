package kiosk.server.copycode;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Says digits, slowly, by the program espeak-ng of this machine. The digits go to its input, for
/// anybody can read the arguments of a process.
public final class Speech {

  private static final String COMMAND = "espeak-ng";
  private static final String WORDS_A_MINUTE = "110";
  private static final long PATIENCE_SECONDS = 5;

  private final Optional<Path> program;

  private Speech(Optional<Path> program) {
    this.program = program;
  }

  /// Looks for the program.
  ///
  /// @param path folders with a colon between, as in PATH
  public static Speech find(String path) {
    return new Speech(
        Pattern.compile(":")
            .splitAsStream(path)
            .filter(folder -> !folder.isEmpty())
            .map(folder -> Path.of(folder, COMMAND))
            .filter(Files::isExecutable)
            .findFirst());
  }

  /// Whether there is something that speaks.
  public boolean available() {
    return program.isPresent();
  }

  /// Speech as a WAV. Blocking.
  ///
  /// @param language `fr` or `en`
  /// @throws IOException when the program fails or takes too long
  byte[] say(String digits, String language) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            program.orElseThrow().toString(),
            "-v",
            language,
            "-s",
            WORDS_A_MINUTE,
            "--stdin",
            "--stdout");
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    process
        .onExit()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .exceptionally(late -> kill(process));
    try (OutputStream input = process.getOutputStream()) {
      // A full stop after each digit makes a pause.
      input.write(String.join(". ", digits.split("", -1)).getBytes(US_ASCII));
    }
    byte[] wave = process.getInputStream().readAllBytes();
    if (process.waitFor() != 0 || wave.length == 0) {
      throw new IOException("espeak-ng failed");
    }
    return wave;
  }

  private static Process kill(Process process) {
    return process.destroyForcibly();
  }
}
