package kiosk.demo.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Calendar;
import java.util.Date;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/// Names, and what code below the roots may not reach for: console, clock, chance, sleep.
@AnalyzeClasses(packages = "kiosk", importOptions = ImportOption.DoNotIncludeTests.class)
final class MannersTest {

  private static final int MOST_TYPES_IN_A_PACKAGE = 15;

  private static final Pattern VAGUE_TYPE = Pattern.compile(".*(Utils?|Helper|Manager|Impl|Dto)");

  private static final Set<String> VAGUE_PACKAGE =
      Set.of("util", "common", "model", "dto", "impl", "service", "manager", "helper");

  @ArchTest
  static void noTypeHasAVagueName(JavaClasses all) {
    assertThat(all).extracting(JavaClass::getSimpleName).noneMatch(VAGUE_TYPE.asMatchPredicate());
  }

  @ArchTest
  static void noPackageHasAVagueName(JavaClasses all) {
    assertThat(all)
        .flatExtracting(type -> Set.of(type.getPackageName().split("\\.", -1)))
        .doesNotContainAnyElementsOf(VAGUE_PACKAGE);
  }

  @ArchTest
  static void noPackageHoldsMoreThanFifteenTypes(JavaClasses all) {
    Map<String, Long> crowded =
        all.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    crowded.values().removeIf(types -> types <= MOST_TYPES_IN_A_PACKAGE);
    assertThat(crowded).isEmpty();
  }

  @ArchTest
  static void everyPackageIsNullMarked(JavaClasses all) {
    assertThat(all)
        .extracting(JavaClass::getPackage)
        .filteredOn(place -> !place.isAnnotatedWith(NullMarked.class))
        .extracting(JavaPackage::getName)
        .isEmpty();
  }

  @ArchTest
  static void nobodySleeps(JavaClasses all) {
    noClasses()
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "sleeps",
                call ->
                    call.getTargetOwner().isEquivalentTo(Thread.class)
                        && call.getTarget().getName().equals("sleep")))
        .check(all);
  }

  @ArchTest
  static void onlyMainsTouchTheConsoleOrEndTheProcess(JavaClasses all) {
    belowTheRoots()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(all);
  }

  @ArchTest
  static void onlyMainsAskTheRealClock(JavaClasses all) {
    belowTheRoots()
        .should()
        .callMethodWhere(DescribedPredicate.describe("asks the real clock", MannersTest::asksTime))
        .check(all);
  }

  @ArchTest
  static void onlyMainsRollTheDice(JavaClasses all) {
    belowTheRoots()
        .should()
        .callConstructor(Random.class)
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(ThreadLocalRandom.class, "current")
        .check(all);
  }

  @ArchTest
  static void theOldCalendarStaysAtItsLibraries(JavaClasses all) {
    noClasses()
        .that(
            DescribedPredicate.describe(
                "speak to no library of old dates",
                type -> !House.OLD_CALENDAR.contains(type.getPackageName())))
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Date.class, Calendar.class)
        .check(all);
  }

  /// `now()` and `now(zone)` of java.time, but not `now(clock)`; and the makers of real clocks.
  private static boolean asksTime(JavaMethodCall call) {
    JavaClass owner = call.getTargetOwner();
    String name = call.getTarget().getName();
    if (owner.isEquivalentTo(System.class)) {
      return name.equals("currentTimeMillis");
    }
    if (owner.isEquivalentTo(Clock.class) || owner.isEquivalentTo(InstantSource.class)) {
      return name.startsWith("system");
    }
    return owner.getPackageName().equals(Instant.class.getPackageName())
        && name.equals("now")
        && call.getTarget().getRawParameterTypes().stream()
            .noneMatch(type -> type.isEquivalentTo(Clock.class));
  }

  private static GivenClassesConjunction belowTheRoots() {
    return noClasses()
        .that(
            DescribedPredicate.describe(
                "live below the roots", type -> !House.isRoot(type.getPackageName())));
  }
}
