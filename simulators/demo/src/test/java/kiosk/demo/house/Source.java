package kiosk.demo.house;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// The source files of all modules, parsed by the compiler itself.
final class Source {

  /// A class or method and its size.
  ///
  /// @param name file and name
  /// @param lines of code: neither blank nor only comment
  record Sized(String name, boolean method, int lines) {}

  /// What was read.
  ///
  /// @param sizes every top-level class and every method
  /// @param annotations every annotation as written, with its file
  /// @param selections every `a.b` as written, with its file
  record Reading(List<Sized> sizes, List<String> annotations, List<String> selections) {}

  private Source() {}

  /// The folder that holds the `borne` script.
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("borne"))) {
      folder = Objects.requireNonNull(folder.getParent(), "no borne above this folder");
    }
    return folder;
  }

  /// All Java files of all modules, tests too, without what builds leave behind.
  static List<Path> files(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(file -> file.toString().endsWith(".java"))
          .filter(file -> root.relativize(file).toString().contains("src/"))
          .filter(file -> !root.relativize(file).toString().matches("(.*/)?(target|\\.borne)/.*"))
          .sorted()
          .toList();
    }
  }

  /// Parses files; nothing is compiled.
  static Reading read(List<Path> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      Iterable<? extends JavaFileObject> objects = manager.getJavaFileObjectsFromPaths(files);
      JavacTask task = (JavacTask) compiler.getTask(null, manager, null, null, null, objects);
      Reading reading = new Reading(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        String file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
        new Reader(unit, positions, reading).scan(unit, file);
      }
      return reading;
    }
  }

  /// Walks one file, whose name it carries along.
  private static final class Reader extends TreeScanner<@Nullable Void, String> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final Reading reading;
    private final String text;
    private int depth;

    Reader(CompilationUnitTree unit, SourcePositions positions, Reading reading)
        throws IOException {
      this.unit = unit;
      this.positions = positions;
      this.reading = reading;
      this.text = unit.getSourceFile().getCharContent(true).toString();
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, String file) {
      if (depth == 0) {
        reading.sizes().add(new Sized(file + " " + tree.getSimpleName(), false, lines(tree)));
      }
      depth++;
      super.visitClass(tree, file);
      depth--;
      return null;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree tree, String file) {
      reading.sizes().add(new Sized(file + " " + tree.getName() + "()", true, lines(tree)));
      return super.visitMethod(tree, file);
    }

    @Override
    public @Nullable Void visitAnnotation(AnnotationTree tree, String file) {
      reading.annotations().add(file + " @" + tree.getAnnotationType());
      return super.visitAnnotation(tree, file);
    }

    @Override
    public @Nullable Void visitMemberSelect(MemberSelectTree tree, String file) {
      reading.selections().add(file + " " + tree);
      return super.visitMemberSelect(tree, file);
    }

    private int lines(Tree tree) {
      int start = Math.toIntExact(positions.getStartPosition(unit, tree));
      int end = Math.toIntExact(positions.getEndPosition(unit, tree));
      return end < start
          ? 0
          : (int) text.substring(start, end).lines().filter(Reader::isCode).count();
    }

    private static boolean isCode(String line) {
      String code = line.strip();
      return !code.isEmpty() && !code.startsWith("//") && !code.startsWith("*");
    }
  }
}
