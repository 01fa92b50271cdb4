package kiosk.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import kiosk.demo.rules.Rule;
import kiosk.demo.rules.RuleBook;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Lists the rules of the account with the tests that hold them: `./borne rules`.
@Command(
    name = "borne rules",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lists every rule of the account with the tests that cite its number, as their sources say",
      "now; a rule without a test is shown as such."
    })
public final class Rules implements Callable<Integer> {

  @Option(names = "--write", description = "Renew the list in " + RuleBook.PAGE + " too.")
  private boolean write;

  private final PrintStream out = System.out;

  /// Runs the command and ends the process.
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Rules()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Path home = Path.of(System.getProperty("borne.home", "")).toAbsolutePath();
    RuleBook book = RuleBook.read(home);
    for (Rule rule : book.rules()) {
      out.printf("%-4s %s%n", rule.id(), rule.title());
      if (rule.tests().isEmpty()) {
        out.println("       NO TEST YET");
      }
      rule.tests().forEach(test -> out.println("       " + test));
    }
    out.printf("%d of %d rules have a test.%n", book.held(), book.rules().size());
    if (write) {
      Path page = home.resolve(RuleBook.PAGE);
      Files.writeString(page, book.renew(Files.readString(page)));
      out.println("Renewed " + RuleBook.PAGE);
    }
    return CommandLine.ExitCode.OK;
  }
}
