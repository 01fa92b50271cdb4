package kiosk.demo.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.Predicate;
import kiosk.demo.house.House.Library;
import kiosk.demo.house.House.Module;

/// Who may use whom, over the class files of all modules.
@AnalyzeClasses(packages = "kiosk", importOptions = ImportOption.DoNotIncludeTests.class)
final class FloorsTest {

  @ArchTest
  static void packagesFormNoCycles(JavaClasses all) {
    slices().matching("kiosk.(**)").should().beFreeOfCycles().check(all);
  }

  @ArchTest
  static void everyPackageHasItsPlaceInTheHouse(JavaClasses all) {
    classes()
        .that(liveIn("a module with floors", name -> House.moduleOf(name).isPresent()))
        .should(
            satisfy(
                "stand on a floor of the plan",
                type ->
                    House.moduleOf(type.getPackageName())
                        .flatMap(module -> module.floor(type.getPackageName()))
                        .isPresent()))
        .check(all);
  }

  @ArchTest
  static void modulesUseOnlyTheModulesBelowThem(JavaClasses all) {
    classes()
        .that(liveIn("a module", name -> !House.isWhole(name)))
        .should(useNothingThat("stands in a foreign module", FloorsTest::crossesModules))
        .check(all);
  }

  @ArchTest
  static void arrowsGoDownInsideAModule(JavaClasses all) {
    classes()
        .that(liveIn("a module", name -> !House.isWhole(name)))
        .should(useNothingThat("stands on a higher floor", FloorsTest::climbs))
        .check(all);
  }

  @ArchTest
  static void nobodyImportsARoot(JavaClasses all) {
    classes()
        .that(liveIn("a module, below its root", name -> !House.isRoot(name)))
        .should(
            useNothingThat(
                "is a main", arrow -> House.isRoot(arrow.getTargetClass().getPackageName())))
        .check(all);
  }

  @ArchTest
  static void pureCodeNamesOnlyValues(JavaClasses all) {
    classes()
        .that(liveIn("a pure package", House.PURE::contains))
        .should(useNothingThat("does something", FloorsTest::leavesPurity))
        .check(all);
  }

  @ArchTest
  static void everyLibraryHasOneOwner(JavaClasses all) {
    for (Library library : House.LIBRARIES) {
      classes()
          .that(liveIn("no owner of " + library.name(), name -> !library.owners().contains(name)))
          .should(
              useNothingThat("belongs to " + library.name(), arrow -> library.has(target(arrow))))
          .check(all);
    }
  }

  private static boolean crossesModules(Dependency arrow) {
    String from = arrow.getOriginClass().getPackageName();
    String to = arrow.getTargetClass().getPackageName();
    if (!isOurs(to)) {
      return false;
    }
    return House.moduleOf(from)
        .map(module -> !module.holds(to) && module.mayUse().stream().noneMatch(to::startsWith))
        .orElse(!to.startsWith("kiosk.contract"));
  }

  private static boolean climbs(Dependency arrow) {
    String from = arrow.getOriginClass().getPackageName();
    String to = arrow.getTargetClass().getPackageName();
    return House.moduleOf(from)
        .filter(module -> module.holds(to))
        .filter(module -> isHigher(module, to, from))
        .isPresent();
  }

  private static boolean isHigher(Module module, String to, String from) {
    return module
        .floor(to)
        .flatMap(target -> module.floor(from).map(origin -> target.compareTo(origin) < 0))
        .orElse(false);
  }

  private static boolean leavesPurity(Dependency arrow) {
    String name = target(arrow);
    boolean own =
        arrow.getTargetClass().getPackageName().equals(arrow.getOriginClass().getPackageName());
    boolean innocent =
        House.INNOCENT.stream().anyMatch(name::startsWith)
            && House.GUILTY.stream().noneMatch(name::startsWith);
    return !own && !innocent && !arrow.getTargetClass().getBaseComponentType().isPrimitive();
  }

  private static boolean isOurs(String packageName) {
    return packageName.startsWith("kiosk.");
  }

  private static String target(Dependency arrow) {
    return arrow.getTargetClass().getBaseComponentType().getFullName();
  }

  private static DescribedPredicate<JavaClass> liveIn(String where, Predicate<String> packages) {
    return DescribedPredicate.describe(
        "live in " + where, type -> packages.test(type.getPackageName()));
  }

  private static ArchCondition<JavaClass> useNothingThat(String what, Predicate<Dependency> bad) {
    return new ArchCondition<>("use nothing that " + what) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getDirectDependenciesFromSelf().stream()
            .filter(bad)
            .map(arrow -> SimpleConditionEvent.violated(arrow, arrow.getDescription()))
            .forEach(events::add);
      }
    };
  }

  private static ArchCondition<JavaClass> satisfy(String what, Predicate<JavaClass> good) {
    return new ArchCondition<>(what) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        events.add(new SimpleConditionEvent(type, good.test(type), type.getFullName()));
      }
    };
  }
}
